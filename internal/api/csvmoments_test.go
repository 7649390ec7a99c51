package api

import (
	"testing"
	"time"

	"haven/internal/facility"
)

func TestASpreadsheetTellsOpeningsAndTheConfirmationWithTheirDates(t *testing.T) {
	at := time.Date(2026, time.June, 1, 9, 0, 0, 0, time.UTC)
	l := listingOf(&facility.Listing{
		Openings: []facility.Room{
			{Kind: facility.DetoxBeds, Opening: facility.Opening{Open: 2, Total: 12}, At: at},
			{Kind: facility.ResidentialMen, At: at},
		},
		Confirmed: facility.Origin{Source: "facility", At: at},
	})
	cells := map[string]string{}
	for _, c := range columns {
		cells[c.name] = c.cell(&l)
	}
	if got, want := cells["openings"], "detox 2 2026-06-01T09:00:00Z; residential-men 0 2026-06-01T09:00:00Z"; got != want {
		t.Errorf("openings are %q, want %q", got, want)
	}
	if cells["confirmed"] != "2026-06-01T09:00:00Z" {
		t.Errorf("it was confirmed at %q", cells["confirmed"])
	}
	empty := listingOf(&facility.Listing{})
	for _, c := range columns {
		if got := c.cell(&empty); (c.name == "openings" || c.name == "confirmed") && got != "" {
			t.Errorf("where nobody spoke, %s is %q", c.name, got)
		}
	}
}
