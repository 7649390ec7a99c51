package otp

import (
	"strings"

	"haven/importers"
	"haven/importers/check"
	"haven/importers/postal"
	"haven/internal/facility"
)

// claims is what a row states, or why it cannot be taken. That a program uses
// methadone follows from what it is, but the register does not say it: a
// directory that does is believed instead, for as long as its word is good.
func (r record) claims() (facility.Claims, *importers.RowError) {
	row := check.NewRow(r.line)
	street, unit := postal.SplitUnit(row.AddressLine("Street", r.street))
	claims := facility.Claims{
		Name: facility.Says(facility.Name{Name: row.Name("Program Name", r.name)}),
		Address: facility.Says(facility.Address{
			Street: street,
			Unit:   unit,
			City:   row.City("City", r.city),
			State:  row.State("State", r.state),
			ZIP:    row.ZIP("Zip Code", r.zip),
		}),
		Phone:   r.number(row),
		Yes:     []string{"OTP"},
		Assumed: []string{"MU"},
	}
	r.certified(row)
	return claims, row.Fault()
}

// number is the telephone number; a row without one says nothing about it.
func (r record) number(row *check.Row) *facility.Claim[facility.Phone] {
	if r.phone == "" {
		return nil
	}
	phone, err := facility.ParsePhone(r.phone)
	if err != nil {
		row.Refuse("Phone", r.phone, "not a telephone number")
		return nil
	}
	return facility.Says(phone)
}

// certified refuses a program whose certification is neither full nor
// provisional: nobody must be sent to a clinic that may not dispense.
func (r record) certified(row *check.Row) {
	switch strings.ToLower(r.certification) {
	case "", "certified", "provisional":
	default:
		row.Refuse("Certification", r.certification, "neither Certified nor Provisional")
	}
}
