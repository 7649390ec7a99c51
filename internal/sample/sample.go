// Package sample holds a few fictional facilities for the tests of other
// packages: places made up of every kind of statement, in real cities, with
// numbers that nobody answers.
package sample

import (
	"slices"
	"time"

	"haven/internal/facility"
)

// Place is a fictional facility: what was said about it and where it is shown.
type Place struct {
	ID         string
	Location   facility.Location
	Statements []facility.Statement
}

// Now is a day on which to look at the samples: the newest statement is a
// week old, the oldest four years.
var Now = time.Date(2026, time.June, 1, 12, 0, 0, 0, time.UTC)

// The days on which the sources spoke.
var (
	directory2022 = time.Date(2022, time.January, 1, 0, 0, 0, 0, time.UTC)
	directory2023 = time.Date(2023, time.January, 1, 0, 0, 0, 0, time.UTC)
	otp2026       = time.Date(2026, time.May, 25, 0, 0, 0, 0, time.UTC)
	lastWeek      = time.Date(2026, time.May, 25, 15, 30, 0, 0, time.UTC)
)

// Series of the sources.
const (
	directorySeries = "samhsa-su"
	otpSeries       = "samhsa-otp"
)

// Editions are the newest complete editions of the sources.
func Editions() facility.Editions {
	return facility.Editions{directorySeries: directory2023, otpSeries: otp2026}
}

// Profile is what the statements about the place fold to.
func (p Place) Profile() facility.Profile {
	return facility.Fold(p.Statements, Editions())
}

// Listing is the place's public face.
func (p Place) Listing() facility.Listing {
	return p.Profile().Listing(p.ID, p.Location)
}

// Listings are all samples as listings.
func Listings() []facility.Listing { return ListingsOf(Places()) }

// inDirectory is a directory's row: it answers every code of the reference
// sheet, except in the categories whose emptiness says nothing.
func inDirectory(at time.Time, id string, c facility.Claims) facility.Statement {
	c.No = denied(c.Yes)
	return facility.Statement{
		Source: "samhsa-directory", Series: directorySeries, Record: directorySeries + "/" + id,
		At: at, Rank: facility.RankDirectory, Claims: c,
	}
}

func denied(yes []string) []string {
	var no []string
	for _, category := range facility.Builtin().Categories() {
		has := func(c facility.Code) bool { return slices.Contains(yes, c.Code) }
		if facility.EmptyMeansUnknown(category.Code) && !slices.ContainsFunc(category.Codes, has) {
			continue
		}
		for _, c := range category.Codes {
			if !has(c) {
				no = append(no, c.Code)
			}
		}
	}
	return no
}

// inOTPList is a row of the list of opioid treatment programs, which knows no
// codes but what being listed means.
func inOTPList(id string, c facility.Claims) facility.Statement {
	c.Yes, c.Assumed = []string{"OTP"}, []string{"MU"}
	return facility.Statement{
		Source: "otp", Series: otpSeries, Record: otpSeries + "/" + id,
		At: otp2026, Rank: facility.RankRegister, Claims: c,
	}
}

// itself is what a facility says.
func itself(id string, c facility.Claims) facility.Statement {
	return facility.Statement{
		Source: "facility", Series: "facility/" + id, Record: "facility/" + id,
		At: lastWeek, Rank: facility.RankFacility, Claims: c,
	}
}
