// Package otp reads SAMHSA's register of opioid treatment programs: a CSV file
// of the places that may dispense methadone for opioid use disorder.
package otp

// columns that the register must have. It also tells the certification and
// its date.
var columns = []string{"Program Name", "Street", "City", "State", "Zip Code", "Phone"}

// record is a row of the register.
type record struct {
	line                     int
	name                     string
	street, city, state, zip string // street: with the suite
	phone                    string
	certification            string // "Certified", or "Provisional" in the first year; both may treat people
}
