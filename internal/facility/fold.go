package facility

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"haven/internal/geo"
)

// Profile is everything known about one place: the fold of its statements.
type Profile struct {
	Name       Fact[Name]
	AKA        []Name // differing names that were stated, newest first
	Address    Fact[Address]
	Phone      Fact[Phone]
	Intake     Fact[[]Phone]
	Lines      Fact[[]Line] // further numbers
	Website    Fact[string]
	Email      Fact[string]
	Hours      Fact[Hours]
	WalkIn     Fact[bool]    // takes people without an appointment
	Closed     Fact[Closure] // see [Profile.ClosedAt]
	Levels     Fact[[]Level]
	Medication Fact[[]Policy]
	Bring      Fact[Checklist]
	Access     Fact[Checklist]
	Fees       Fact[Checklist]
	Point      Fact[geo.Point] // stated by a source; where the place is shown is in Location
	Withheld   Fact[bool]
	Codes      map[string]CodeFact         // the codes some source answered
	Openings   map[OpeningKind]OpeningFact // the kinds somebody spoke of
	// Gone is set when every series that listed the place has a newer
	// complete edition without it, and when it is closed for good.
	Gone bool
	// Confirmed is the last word of somebody who can know that something of the
	// place is right; nil without one. See [ConfirmedLately].
	Confirmed *Provenance
	// Sources are the last statements of each source, newest first.
	Sources []Provenance
}

// Editions holds the publication day of the newest complete edition of each
// series.
type Editions map[string]time.Time

// Fold folds the statements about one place. It is pure: neither the order
// of the statements nor the time of day matters.
func Fold(statements []Statement, newest Editions) Profile {
	heard := withChoices(inFoldOrder(statements))
	p := Profile{
		Name:       foldField(heard, FieldName, Name.same, func(s *Statement) *Claim[Name] { return s.Claims.Name }),
		Address:    foldField(heard, FieldAddress, Address.same, func(s *Statement) *Claim[Address] { return s.Claims.Address }),
		Phone:      foldField(heard, FieldPhone, Phone.same, func(s *Statement) *Claim[Phone] { return s.Claims.Phone }),
		Intake:     foldField(heard, FieldIntake, sameEach(Phone.same), func(s *Statement) *Claim[[]Phone] { return s.Claims.Intake }),
		Lines:      foldField(heard, FieldLines, sameEach(Line.same), func(s *Statement) *Claim[[]Line] { return s.Claims.Lines }),
		Website:    foldField(heard, FieldWebsite, equal, func(s *Statement) *Claim[string] { return s.Claims.Website }),
		Email:      foldField(heard, FieldEmail, strings.EqualFold, func(s *Statement) *Claim[string] { return s.Claims.Email }),
		Hours:      foldField(heard, FieldHours, Hours.same, func(s *Statement) *Claim[Hours] { return s.Claims.Hours }),
		WalkIn:     foldField(heard, FieldWalkIn, equal, func(s *Statement) *Claim[bool] { return s.Claims.WalkIn }),
		Closed:     foldField(heard, FieldClosed, equal, func(s *Statement) *Claim[Closure] { return s.Claims.Closed }),
		Levels:     foldField(heard, FieldLevels, sameEach(equal[Level]), func(s *Statement) *Claim[[]Level] { return s.Claims.Levels }),
		Medication: foldField(heard, FieldMedication, sameEach(Policy.same), func(s *Statement) *Claim[[]Policy] { return s.Claims.Medication }),
		Bring:      foldField(heard, FieldBring, Checklist.same, func(s *Statement) *Claim[Checklist] { return s.Claims.Bring }),
		Access:     foldField(heard, FieldAccess, Checklist.same, func(s *Statement) *Claim[Checklist] { return s.Claims.Access }),
		Fees:       foldField(heard, FieldFees, Checklist.same, func(s *Statement) *Claim[Checklist] { return s.Claims.Fees }),
		Point:      foldField(heard, FieldPoint, equal, func(s *Statement) *Claim[geo.Point] { return s.Claims.Point }),
		Withheld:   foldField(heard, FieldWithheld, equal, withheldByRight),
		Codes:      foldCodes(heard),
		Openings:   foldOpenings(heard),
		Gone:       gone(heard, newest),
		Sources:    sources(heard),
	}
	p.Gone = p.Gone || p.Closed.Value.ForGood
	p.AKA = otherNames(heard, p.Name.Value)
	p.Confirmed = confirmed(heard)
	return p
}

// heardStatement is a statement in fold order with its provenance, shared by
// all facts that it makes.
type heardStatement struct {
	*Statement
	by *Provenance
	// holds has the fields of which this is the choice that holds; nil for
	// nearly all statements.
	holds map[Field]bool
}

// inFoldOrder sorts by date, then rank, so that of two of one day the
// stronger stands; ties by source, series and record key.
func inFoldOrder(statements []Statement) []heardStatement {
	heard := make([]heardStatement, len(statements))
	for i := range statements {
		heard[i] = heardStatement{Statement: &statements[i], by: statements[i].provenance()}
	}
	slices.SortStableFunc(heard, func(a, b heardStatement) int {
		return cmp.Or(
			a.At.Compare(b.At),
			cmp.Compare(a.Rank, b.Rank),
			strings.Compare(a.Source, b.Source),
			strings.Compare(a.Series, b.Series),
			strings.Compare(a.Record, b.Record),
		)
	})
	return heard
}

func foldField[T any](heard []heardStatement, field Field, same func(a, b T) bool, pick func(*Statement) *Claim[T]) Fact[T] {
	f := Fact[T]{term: field.Term()}
	for _, s := range heard {
		if claim := pick(s.Statement); claim != nil {
			f.hear(claim.Value, claim.None, s.by)
			f.held = f.held || s.holds[field]
		}
		if names(s.Claims.Confirms, field) {
			f.confirm(s.by)
		}
		if names(s.Claims.Contradicts, field) {
			f.contradict(s.by)
		}
	}
	f.settle(same)
	return f
}

func equal[T comparable](a, b T) bool { return a == b }

func sameEach[T any](same func(a, b T) bool) func(a, b []T) bool {
	return func(a, b []T) bool { return slices.EqualFunc(a, b, same) }
}

func names(fields []Field, field Field) bool {
	return slices.Contains(fields, field) || slices.Contains(fields, AllFields) && !field.isOpening()
}

// withheldByRight hears only those who may decide whether an address is
// shown, the facility and stewards: a directory that prints the address of a
// shelter does not lift its withholding.
func withheldByRight(s *Statement) *Claim[bool] {
	if s.Rank < RankFacility {
		return nil
	}
	return s.Claims.Withheld
}

// gone reports whether every statement belongs to a series with a newer
// complete edition. What is said outside of editions (by the facility, say)
// keeps a place listed.
func gone(heard []heardStatement, newest Editions) bool {
	for _, s := range heard {
		if edition, ok := newest[s.Series]; !ok || !s.At.Before(edition) {
			return false
		}
	}
	return len(heard) > 0
}

// otherNames lists names that do not stand, newest first, one of each
// spelling: people know a place by the name it had.
func otherNames(heard []heardStatement, standing Name) []Name {
	var aka []Name
	for _, s := range slices.Backward(heard) {
		c := s.Claims.Name
		if c == nil || c.None || c.Value.same(standing) || slices.ContainsFunc(aka, c.Value.same) {
			continue
		}
		aka = append(aka, c.Value)
	}
	return aka
}

func sources(heard []heardStatement) []Provenance {
	var last []Provenance
	for _, s := range slices.Backward(heard) {
		if !slices.ContainsFunc(last, func(p Provenance) bool { return p.Source == s.Source }) {
			last = append(last, *s.by)
		}
	}
	return last
}
