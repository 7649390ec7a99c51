// Package findtreatment reads what SAMHSA's locator, FindTreatment.gov, hands
// out: the workbook that its export makes, and answers of its API that were
// saved, both of exportsAsJson/v2 and of the older listing. Package live, below
// it, asks the API itself.
//
// The locator gathers registers: a yearly survey of facilities for substance
// use and for mental health, the register of opioid treatment programs, health
// centers. A row tells by its kind which one it is from.
package findtreatment

import "haven/importers/check"

// series is the one of all that the locator hands out. It hands out what was
// asked for, a state, a circle or a service, and does not say what that was:
// no file of it is taken for complete.
const series = "findtreatment"

// Kinds of rows. The survey's rows are the ones that answer service codes: the
// export fills in nearly all code columns of the others.
const (
	substanceUse = "SU" // the API says SA
	mentalHealth = "MH"
	program      = "OTP"
)

// record is a row in the locator's words.
type record struct {
	line                int // of the sheet; of an answer, the row's number in the file
	kind                string
	name1, name2        string // name2: a unit, a trade name, or the rest of a long name
	street1, street2    string
	city, state, zip    string
	phone               check.Number
	intake              []check.Number
	allIntake           bool // these are all intake numbers that the locator has
	website             string
	latitude, longitude string   // degrees
	codes               []string // those it ticks, sorted
}

// surveyed reports whether the row answers service codes.
func (r *record) surveyed() bool { return r.kind == substanceUse || r.kind == mentalHealth }

// kindOf gives one name to the two by which the survey of substance use goes.
func kindOf(text string) string {
	if text == "SA" {
		return substanceUse
	}
	return text
}

// The sheets of the workbook, and the columns they must have. After these each
// column is a code.
const (
	facilitySheet  = "Facilities with service detail"
	referenceSheet = "service code reference"
)

var (
	facilityColumns  = []string{"name1", "street1", "city", "state", "zip", "phone", "latitude", "longitude", "type_facility"}
	otherColumns     = []string{"name2", "street2", "zip4", "county", "intake_prompt", "intake1", "intake2", "website"}
	referenceColumns = []string{"category_code", "service_code", "service_name"}
	intakeColumns    = []string{"intake1", "intake2"}
	// askedColumns of the reference sheet say whether a kind is asked the code.
	askedColumns = map[string]string{substanceUse: "sa_code", mentalHealth: "mh_code"}
)

// answerRow is a row of an answer. The older listing has an id, frid, which the
// newer form has dropped: rows are known by name and address instead.
type answerRow struct {
	Name1, Name2, Street1, Street2, City, State, ZIP text
	Phone, Intake1, Website, Latitude, Longitude     text
	TypeFacility                                     text
	Services                                         []service // may be null
}

// service is the names of the services that a row has in a category, as in
// {f1: "Gender Accepted", f2: "GN", f3: "Female; Male"}.
type service struct{ F2, F3 text }
