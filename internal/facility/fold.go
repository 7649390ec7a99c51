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
	Name     Fact[Name]
	AKA      []Name // differing names that were stated, newest first
	Address  Fact[Address]
	Phone    Fact[Phone]
	Intake   Fact[[]Phone]
	Website  Fact[string]
	Hours    Fact[Hours]
	Point    Fact[geo.Point] // stated by a source; where the place is shown is in Location
	Withheld Fact[bool]
	Codes    map[string]CodeFact         // the codes some source answered
	Openings map[OpeningKind]OpeningFact // the kinds somebody spoke of
	// Gone is set when every series that listed the place has a newer
	// complete edition without it.
	Gone bool
	// Sources are the last statements of each source, newest first.
	Sources []Provenance
}

// Editions holds the publication day of the newest complete edition of each
// series.
type Editions map[string]time.Time

// Fold folds the statements about one place. It is pure: neither the order
// of the statements nor the time of day matters.
func Fold(statements []Statement, newest Editions) Profile {
	heard := inFoldOrder(statements)
	p := Profile{
		Name:     foldField(heard, FieldName, Name.same, func(s *Statement) *Claim[Name] { return s.Claims.Name }),
		Address:  foldField(heard, FieldAddress, Address.same, func(s *Statement) *Claim[Address] { return s.Claims.Address }),
		Phone:    foldField(heard, FieldPhone, Phone.same, func(s *Statement) *Claim[Phone] { return s.Claims.Phone }),
		Intake:   foldField(heard, FieldIntake, sameNumbers, func(s *Statement) *Claim[[]Phone] { return s.Claims.Intake }),
		Website:  foldField(heard, FieldWebsite, equal, func(s *Statement) *Claim[string] { return s.Claims.Website }),
		Hours:    foldField(heard, FieldHours, sameHours, func(s *Statement) *Claim[Hours] { return s.Claims.Hours }),
		Point:    foldField(heard, FieldPoint, equal, func(s *Statement) *Claim[geo.Point] { return s.Claims.Point }),
		Withheld: foldField(heard, FieldWithheld, equal, withheldByRight),
		Codes:    foldCodes(heard),
		Openings: foldOpenings(heard),
		Gone:     gone(heard, newest),
		Sources:  sources(heard),
	}
	p.AKA = otherNames(heard, p.Name.Value)
	return p
}

// heardStatement is a statement in fold order with its provenance, shared by
// all facts that it makes.
type heardStatement struct {
	*Statement
	by *Provenance
}

// inFoldOrder sorts by date, then rank, so that of two of one day the
// stronger stands; ties by source, series and record key.
func inFoldOrder(statements []Statement) []heardStatement {
	heard := make([]heardStatement, len(statements))
	for i := range statements {
		heard[i] = heardStatement{&statements[i], statements[i].provenance()}
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

func sameNumbers(a, b []Phone) bool { return slices.EqualFunc(a, b, Phone.same) }

func sameHours(a, b Hours) bool {
	return a.Zone == b.Zone && a.AllHours == b.AllHours && slices.Equal(a.Spans, b.Spans)
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
