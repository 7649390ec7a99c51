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
	Name    *Fact[Name]    `json:"name,omitempty"`
	Address *Fact[Address] `json:"address,omitempty"`
	Phone   *Fact[Phone]   `json:"phone,omitempty"`
	Intake  *Fact[[]Phone] `json:"intake,omitempty"`
	// Lines are further numbers, with what they are for.
	Lines   *Fact[[]Line] `json:"lines,omitempty"`
	Website *Fact[string] `json:"website,omitempty"`
	Email   *Fact[string] `json:"email,omitempty"`
	Hours   *Fact[Hours]  `json:"hours,omitempty"`
	// WalkIn tells whether it takes people without an appointment.
	WalkIn *Fact[bool] `json:"walk_in,omitempty"`
	// Closed is null once it is said to be open.
	Closed     *Fact[Closure]   `json:"closed,omitempty"`
	Levels     *Fact[[]Level]   `json:"levels,omitempty"`
	Medication *Fact[[]Policy]  `json:"medication,omitempty"`
	Bring      *Fact[Checklist] `json:"bring,omitempty"`
	Access     *Fact[Checklist] `json:"access,omitempty"`
	Fees       *Fact[Checklist] `json:"fees,omitempty"`
	Point      *Fact[Point]     `json:"point,omitempty"` // stated by a source; where the facility is shown is in lat and lon
	Withheld   *Fact[bool]      `json:"withheld,omitempty"`
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
			Name:       factOf(&p.Name, facility.FieldName, now, func(n facility.Name) Name { return Name(n) }),
			Address:    factOf(&p.Address, facility.FieldAddress, now, func(a facility.Address) Address { return Address(a) }),
			Phone:      factOf(&p.Phone, facility.FieldPhone, now, phoneOf),
			Intake:     factOf(&p.Intake, facility.FieldIntake, now, func(all []facility.Phone) []Phone { return each(all, phoneOf) }),
			Lines:      factOf(&p.Lines, facility.FieldLines, now, func(all []facility.Line) []Line { return each(all, lineOf) }),
			Website:    factOf(&p.Website, facility.FieldWebsite, now, same[string]),
			Email:      factOf(&p.Email, facility.FieldEmail, now, same[string]),
			Hours:      factOf(&p.Hours, facility.FieldHours, now, hoursOf),
			WalkIn:     factOf(&p.WalkIn, facility.FieldWalkIn, now, same[bool]),
			Closed:     factOf(&p.Closed, facility.FieldClosed, now, func(c facility.Closure) Closure { return Closure(c) }),
			Levels:     factOf(&p.Levels, facility.FieldLevels, now, levelsOf),
			Medication: factOf(&p.Medication, facility.FieldMedication, now, policiesOf),
			Bring:      factOf(&p.Bring, facility.FieldBring, now, checklistOf),
			Access:     factOf(&p.Access, facility.FieldAccess, now, checklistOf),
			Fees:       factOf(&p.Fees, facility.FieldFees, now, checklistOf),
			Point:      factOf(&p.Point, facility.FieldPoint, now, func(p geo.Point) Point { return Point(p) }),
			Withheld:   factOf(&p.Withheld, facility.FieldWithheld, now, same[bool]),
		},
		Answers: answersOf(p.Codes, now),
		Sources: each(p.Sources, func(s facility.Provenance) Source { return *sourceOf(&s) }),
	}
}

func same[T any](value T) T { return value }
