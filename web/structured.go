package web

import "haven/internal/facility"

// structuredData describes a place to search engines, in the words of
// schema.org. A withheld address is its city and state.
type structuredData struct {
	Context   string       `json:"@context"`
	Type      string       `json:"@type"`
	Name      string       `json:"name"`
	URL       string       `json:"url"`
	SameAs    string       `json:"sameAs,omitempty"` // its own site
	Telephone string       `json:"telephone,omitempty"`
	Address   postal       `json:"address"`
	Geo       *coordinates `json:"geo,omitempty"` // only where it is the place's own
}

type postal struct {
	Type     string `json:"@type"`
	Street   string `json:"streetAddress,omitempty"`
	Locality string `json:"addressLocality"`
	Region   string `json:"addressRegion"`
	Code     string `json:"postalCode,omitempty"`
	Country  string `json:"addressCountry"`
}

type coordinates struct {
	Type string  `json:"@type"`
	Lat  float64 `json:"latitude"`
	Lon  float64 `json:"longitude"`
}

func newStructuredData(l *facility.Listing, address string) *structuredData {
	a := l.Address
	d := &structuredData{
		Context: "https://schema.org", Type: "MedicalClinic",
		Name: l.Name.String(), URL: address, SameAs: l.Website,
		Address: postal{"PostalAddress", a.Street, a.City, a.State, a.ZIP, "US"},
	}
	if len(l.Phones) > 0 {
		d.Telephone = l.Phones[0].E164
	}
	if !l.Withheld && l.Location.Precision == facility.Exact {
		d.Geo = &coordinates{"GeoCoordinates", l.Location.Point.Lat, l.Location.Point.Lon}
	}
	return d
}
