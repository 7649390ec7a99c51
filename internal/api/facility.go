package api

import (
	"errors"
	"net/http"
	"net/url"
	"time"

	"github.com/gofiber/fiber/v2"

	"haven/internal/facility"
	"haven/internal/geo"
)

// Facility is everything the public may know of a facility.
type Facility struct {
	Listing
	Facts Facts `json:"facts"`
	// Answers group the answered service codes by answer and origin. A code
	// in none of them is unknown.
	Answers []Answers `json:"answers"`
	// Sources are those that speak of the facility, newest first.
	Sources []Source `json:"sources"`
}

// Facts are the facility's fields with origin and age; unknown ones are absent.
type Facts struct {
	Name     *Fact[Name]    `json:"name,omitempty"`
	Address  *Fact[Address] `json:"address,omitempty"`
	Phone    *Fact[Phone]   `json:"phone,omitempty"`
	Intake   *Fact[[]Phone] `json:"intake,omitempty"`
	Website  *Fact[string]  `json:"website,omitempty"`
	Hours    *Fact[Hours]   `json:"hours,omitempty"`
	Point    *Fact[Point]   `json:"point,omitempty"` // stated by a source; where the facility is shown is in lat and lon
	Withheld *Fact[bool]    `json:"withheld,omitempty"`
}

// Name is a facility's name.
type Name struct {
	Name string `json:"name"`
	Unit string `json:"unit,omitempty"`
}

// Point is a position in degrees, WGS84.
type Point struct {
	Lat float64 `json:"lat"`
	Lon float64 `json:"lon"`
}

// Hours is a weekly schedule by the facility's own clock.
type Hours struct {
	Zone     string `json:"zone"` // such as America/Chicago
	AllHours bool   `json:"all_hours"`
	Spans    []Span `json:"spans"`
}

// Span is an opening. One that closes before it opens ends on the next day.
type Span struct {
	Day    string `json:"day"`   // Monday
	Opens  string `json:"opens"` // 08:00
	Closes string `json:"closes"`
}

func (a *api) facility(c *fiber.Ctx) error {
	if err := addressValues(c).Only(); err != nil {
		return err
	}
	listing, profile, err := a.Directory.Profile(c.UserContext(), c.Params("id"))
	var moved *facility.MovedError
	if errors.As(err, &moved) {
		return c.Redirect(root+"/facilities/"+url.PathEscape(moved.To), http.StatusTemporaryRedirect)
	}
	if err != nil {
		return err
	}
	return c.JSON(facilityOf(&listing, profile, a.Now()))
}

// facilityOf shows the public view, even of a full profile.
func facilityOf(l *facility.Listing, p facility.Profile, now time.Time) Facility {
	p = p.Public()
	return Facility{
		Listing: listingOf(l),
		Facts: Facts{
			Name:     factOf(&p.Name, facility.FieldName, now, func(n facility.Name) Name { return Name(n) }),
			Address:  factOf(&p.Address, facility.FieldAddress, now, func(a facility.Address) Address { return Address(a) }),
			Phone:    factOf(&p.Phone, facility.FieldPhone, now, phoneOf),
			Intake:   factOf(&p.Intake, facility.FieldIntake, now, func(all []facility.Phone) []Phone { return each(all, phoneOf) }),
			Website:  factOf(&p.Website, facility.FieldWebsite, now, same[string]),
			Hours:    factOf(&p.Hours, facility.FieldHours, now, hoursOf),
			Point:    factOf(&p.Point, facility.FieldPoint, now, func(p geo.Point) Point { return Point(p) }),
			Withheld: factOf(&p.Withheld, facility.FieldWithheld, now, same[bool]),
		},
		Answers: answersOf(p.Codes, now),
		Sources: each(p.Sources, func(s facility.Provenance) Source { return *sourceOf(&s) }),
	}
}

func same[T any](value T) T { return value }

func hoursOf(h facility.Hours) Hours {
	return Hours{Zone: h.Zone, AllHours: h.AllHours, Spans: list(each(h.Spans, func(s facility.Span) Span {
		return Span{Day: s.Day.String(), Opens: s.From.String(), Closes: s.To.String()}
	}))}
}
