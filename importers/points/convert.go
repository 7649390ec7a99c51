package points

import (
	"haven/importers"
	"haven/importers/check"
	"haven/importers/postal"
	"haven/internal/facility"
	"haven/internal/geo"
)

// point is the address of a row with its coordinates, or why it cannot be
// taken. Whether the point is near its ZIP code is not judged here.
func (r record) point(in layout) (importers.KnownPoint, *importers.RowError) {
	row := check.NewRow(r.line)
	street, unit := row.AddressLine(in.street, r.street), row.AddressLine(in.unit, r.unit)
	switch {
	case r.street == "":
		row.Refuse(in.street, r.street, "no street")
	case street == "":
		row.Refuse(in.street, r.street, "the street is undisclosed, and its point would disclose it")
	}
	if in.unit == "" {
		street, unit = postal.SplitUnit(street)
	}
	point := importers.KnownPoint{
		Line: r.line,
		Address: facility.Address{
			Street: street,
			Unit:   unit,
			City:   row.City(in.city, r.city),
			State:  row.State(in.state, r.state),
			ZIP:    row.ZIP(in.zip, r.fullZIP()),
		},
		Point: geo.Point{
			Lat: degrees(row, in.lat, r.latitude),
			Lon: degrees(row, in.lon, r.longitude),
		},
	}
	if err := point.Point.Validate(); err != nil {
		row.Refuse(in.lat, r.latitude+", "+r.longitude, err.Error())
	}
	return point, row.Fault()
}

// fullZIP gives the ZIP code its lost zeros back.
func (r record) fullZIP() string {
	zip := postal.PadZIP(r.zip)
	if r.zip4 != "" {
		zip += "-" + postal.PadZIP4(r.zip4)
	}
	return zip
}

func degrees(row *check.Row, field, value string) float64 {
	number, err := check.Degrees(value)
	if err != nil {
		row.Refuse(field, value, err.Error())
	}
	return number
}
