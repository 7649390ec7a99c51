// Package points reads the coordinates that SAMHSA's locator used for
// addresses: a look-up table, not a list of places.
package points

// layout is the columns of one of the two files, by what they hold.
type layout struct {
	series                   string
	street, city, state, zip string
	lat, lon                 string
	unit, zip4               string // "" where the file has none
}

// The files differ in their headings. That of opioid treatment programs has
// the suite in the street line, that of treatment facilities in a column.
var layouts = []layout{
	{
		series: "samhsa-su-points",
		street: "street1", unit: "street2", city: "city", state: "state", zip: "zip", zip4: "zip4",
		lat: "latitude", lon: "longitude",
	},
	{
		series: "samhsa-otp-points",
		street: "ADDRESS", city: "CITY", state: "STATE", zip: "POSTAL",
		lat: "Latitude", lon: "Longitude",
	},
}

// columns that a file of the layout must have.
func (l layout) columns() []string {
	return []string{l.street, l.city, l.state, l.zip, l.lat, l.lon}
}

// record is a row of either file.
type record struct {
	line                int
	street, unit        string
	city, state         string
	zip, zip4           string // without the zeros they began with
	latitude, longitude string // degrees
}
