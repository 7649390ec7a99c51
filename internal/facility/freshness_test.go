package facility_test

import (
	"testing"
	"time"

	"haven/internal/facility"
	"haven/internal/sample"
)

func TestAPlaceIsAsFreshAsItsFacts(t *testing.T) {
	for _, place := range sample.Places() {
		if place.ID != sample.PeachStreet {
			continue
		}
		p := place.Profile()
		today, later := p.Freshness(sample.Now), p.Freshness(sample.Now.AddDate(10, 0, 0))
		if today.Known == 0 || today.Fresh == 0 || today.Fresh > today.Known || today.Oldest.After(sample.Now) {
			t.Errorf("today: %+v", today)
		}
		if later.Known != today.Known || later.Fresh != 0 {
			t.Errorf("after ten years: %+v", later)
		}
	}
	var nothing facility.Profile
	if f := nothing.Freshness(time.Now()); f != (facility.Freshness{}) {
		t.Errorf("of a place that nobody spoke of: %+v", f)
	}
}
