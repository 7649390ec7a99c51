package referral_test

import (
	"testing"

	"haven/internal/geo"
	"haven/internal/referral"
)

func TestAnAreaIsTooLargeToTellWhereSomebodyLives(t *testing.T) {
	atlanta := referral.AreaOf(geo.Point{Lat: 33.749, Lon: -84.388})
	if err := (referral.Facts{Area: atlanta, Channel: referral.ByCall, Disposition: referral.StillOpen}).Validate(); err != nil || atlanta == "" {
		t.Fatalf("%q cannot be kept: %v", atlanta, err)
	}
	if street := referral.AreaOf(geo.Point{Lat: 33.751, Lon: -84.391}); street != atlanta {
		t.Errorf("two streets on are in %s, not in %s", street, atlanta)
	}
	if boston := referral.AreaOf(geo.Point{Lat: 42.36, Lon: -71.06}); boston == atlanta {
		t.Error("Boston is in Atlanta")
	}
	if nowhere := referral.AreaOf(geo.Point{Lat: 999, Lon: 999}); nowhere != "" {
		t.Errorf("what is nowhere is in %s", nowhere)
	}
}
