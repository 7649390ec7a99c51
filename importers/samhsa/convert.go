package samhsa

import (
	"fmt"
	"slices"
	"strings"

	"haven/importers"
	"haven/importers/check"
	"haven/internal/facility"
)

// maxCodeText is how many bytes the codes of one place may take. The longest
// real ones take 709.
const maxCodeText = 4000

// series tells which directory this is by its reference sheet: that of
// substance use knows detoxification (DT), that of mental health does not.
func (ref *reference) series() string {
	if ref.sheet.Has("DT") {
		return "samhsa-su"
	}
	return "samhsa-mh"
}

// claims is what a row states, or why it cannot be taken.
func (ref *reference) claims(r record) (facility.Claims, *importers.RowError) {
	row := check.NewRow(r.line)
	claims := facility.Claims{
		Name: facility.Says(facility.Name{
			Name: row.Name("name1", r.name1),
			Unit: row.Text("name2", r.name2),
		}),
		Address: facility.Says(facility.Address{
			Street: row.AddressLine("street1", r.street1),
			Unit:   row.AddressLine("street2", r.street2),
			City:   row.City("city", r.city),
			State:  row.State("state", r.state),
			ZIP:    row.ZIP("zip", r.zip),
		}),
	}
	claims.Phone, claims.Intake = row.Numbers(r.phone, r.intake...)
	claims.Yes = ref.listed(row, r.codes)
	claims.No = ref.sheet.Denied(claims.Yes)
	return claims, row.Fault()
}

// listed is the codes of a row, sorted: their order differs by year and means
// nothing.
func (ref *reference) listed(row *check.Row, text string) []string {
	if len(text) > maxCodeText {
		row.Refuse("service_code_info", text, fmt.Sprintf("longer than %d characters", maxCodeText))
		return nil
	}
	codes := strings.Fields(strings.ToUpper(strings.ReplaceAll(text, "*", " ")))
	for _, code := range codes {
		if !ref.sheet.Has(code) {
			row.Refuse("service_code_info", code, fmt.Sprintf("not a code of the sheet %q", referenceSheet))
		}
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}
