package web

import (
	"testing"

	"haven/internal/account"
)

// TestAnOwnerLearnsHowOftenTheirPlaceWasShown searches until a count may be told.
func TestAnOwnerLearnsHowOftenTheirPlaceWasShown(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		fay := o.as(account.Facility)
		searched := func(times int) {
			for range times {
				o.search("q=Peach+Street")
			}
			if err := o.staff.Tally.Flush(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		searched(5)
		page := at(performancePath, ownedPlace)
		fay.get(page).says(t, "facts are up to date", "Too few calls are known")
		o.at = o.at.AddDate(0, 0, 7)
		fay = o.asOf(account.Facility, fay.user.Organisation)
		fay.get(page).keepsQuiet(t, "about 5", "about 0", "about 10")
		searched(13)
		o.at = o.at.AddDate(0, 0, 7)
		fay = o.asOf(account.Facility, fay.user.Organisation)
		fay.get(page).says(t, "about 10", "fewer than 10")
	})
}
