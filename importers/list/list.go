// Package list knows all importers.
package list

import (
	"haven/importers"
	"haven/importers/csv"
	"haven/importers/findtreatment"
	"haven/importers/otp"
	"haven/importers/points"
	"haven/importers/samhsa"
)

// All returns the importers; a new source is one line here.
func All() []importers.Importer {
	return []importers.Importer{
		samhsa.Importer{},
		findtreatment.Importer{},
		csv.Importer{},
		otp.Importer{},
		points.Importer{},
	}
}
