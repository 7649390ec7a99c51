// Package samhsa reads SAMHSA's national directories of treatment facilities:
// workbooks with a sheet of facilities and one that explains the service
// codes they use. The directories of substance use and of mental health, of
// any year, have this layout.
package samhsa

import (
	"haven/importers/check"
	"haven/internal/facility"
)

// The sheets, and the columns they must have. Name2, street2 and the intake
// numbers may be missing.
const (
	facilitySheet  = "Facilities List"
	referenceSheet = "Service Code Reference"
)

var (
	facilityColumns  = []string{"name1", "street1", "city", "state", "zip", "phone", "service_code_info"}
	referenceColumns = []string{"category_code", "service_code", "service_name"}
)

// intakeColumns stand in the order in which a caller should try them. Those
// with an "a" hold the number beside them as advertised ("888-PARNEXT"), or
// one more number, even where that beside them is empty.
var intakeColumns = []string{"intake1", "intake1a", "intake2", "intake2a"}

// record is a row of the facilities sheet.
type record struct {
	line             int
	name1, name2     string // name2: a unit, a trade name, or the rest of a long name
	street1, street2 string
	city, state, zip string
	phone            check.Number
	intake           []check.Number // one for each of the intakeColumns in the sheet
	codes            string         // "SA DT * OP ORT * …": categories have no fixed place
}

// reference is the sheet that explains the codes.
type reference struct {
	codes []facility.Code // in the order of the sheet
	sheet *check.Sheet
}
