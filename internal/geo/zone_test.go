package geo_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"haven/internal/geo"
)

func TestTimeZonesAreKnownToTheClock(t *testing.T) {
	for _, zone := range geo.Zones() {
		if _, err := time.LoadLocation(zone); err != nil {
			t.Error(err)
		}
	}
	for _, state := range geo.Default().States() {
		if zone := geo.Zone(state.State, state.Point); zone != "" && !slices.Contains(geo.Zones(), zone) {
			t.Errorf("%s is in %q", state.State, zone)
		}
	}
}

func TestAStateInTwoZonesIsPartedByALine(t *testing.T) {
	for city, want := range map[string]string{
		"El Paso, TX": "America/Denver", "Houston, TX": "America/Chicago",
		"Pensacola, FL": "America/Chicago", "Miami, FL": "America/New_York",
		"Nashville, TN": "America/Chicago", "Knoxville, TN": "America/New_York",
		"Rapid City, SD": "America/Denver", "Portland, OR": "America/Los_Angeles",
		"Gary, IN": "", "Boise, ID": "",
	} {
		name, code, _ := strings.Cut(city, ", ")
		place, ok := geo.Default().City(name, code)
		if !ok {
			t.Fatalf("no %s", city)
		}
		if zone := geo.Zone(code, place.Point); zone != want {
			t.Errorf("%s is in %q, want %q", city, zone, want)
		}
	}
}
