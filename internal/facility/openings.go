package facility

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// OpeningKind is what there is room in.
type OpeningKind string

// The kinds of openings. Residential beds are counted by whom they are for,
// as a bed in a house for men is no bed for a mother.
const (
	DetoxBeds              OpeningKind = "detox"
	ResidentialBeds        OpeningKind = "residential" // for adults of any gender
	ResidentialMen         OpeningKind = "residential-men"
	ResidentialWomen       OpeningKind = "residential-women"
	ResidentialParents     OpeningKind = "residential-parents" // with their children
	ResidentialYouth       OpeningKind = "residential-youth"
	OpioidTreatmentIntakes OpeningKind = "otp"
	OutpatientAppointments OpeningKind = "outpatient"
)

// OpeningKinds are all kinds, in the order in which they are asked for.
func OpeningKinds() []OpeningKind {
	return []OpeningKind{DetoxBeds, ResidentialBeds, ResidentialMen, ResidentialWomen, ResidentialParents,
		ResidentialYouth, OpioidTreatmentIntakes, OutpatientAppointments}
}

// Opening is how much room there is of one kind. Which day it is as of is the
// date of the statement.
type Opening struct {
	Open int `json:"open"`
	// Total is how many there are in all, open or taken; 0 if it is not told.
	Total int `json:"total,omitempty"`
	// WaitlistDays is how long somebody who asks today would wait; 0 if nobody
	// waits, or it is not told.
	WaitlistDays int `json:"waitlist_days,omitempty"`
}

// The largest figures that are not taken for a slip of the finger.
const (
	MaxOpenings     = 2000
	MaxWaitlistDays = 730
)

// Openings are what one statement says of room, by kind. A kind that it does
// not name is not spoken of.
type Openings map[OpeningKind]Opening

// Validate checks that each kind is known and its figures can be.
func (o Openings) Validate() error {
	if len(o) == 0 {
		return errors.New("openings need at least one kind")
	}
	for _, kind := range o.kinds() {
		if !slices.Contains(OpeningKinds(), kind) {
			return fmt.Errorf("%q is no kind of opening: use one of %v", kind, OpeningKinds())
		}
		if err := o[kind].validate(); err != nil {
			return fmt.Errorf("%s: %w", kind, err)
		}
	}
	return nil
}

func (o Openings) kinds() []OpeningKind {
	kinds := make([]OpeningKind, 0, len(o))
	for kind := range o {
		kinds = append(kinds, kind)
	}
	slices.Sort(kinds)
	return kinds
}

func (o Opening) validate() error {
	switch {
	case o.Open < 0 || o.Open > MaxOpenings || o.Total < 0 || o.Total > MaxOpenings:
		return fmt.Errorf("open and total are from 0 to %d", MaxOpenings)
	case o.Total > 0 && o.Open > o.Total:
		return fmt.Errorf("%d are open of %d: there cannot be more open than there are", o.Open, o.Total)
	case o.WaitlistDays < 0 || o.WaitlistDays > MaxWaitlistDays:
		return fmt.Errorf("a waitlist is from 0 to %d days", MaxWaitlistDays)
	}
	return nil
}

// OpeningFact is the folded word on one kind.
type OpeningFact = Fact[Opening]

// OpenNow is how many of one kind are open at now: none once the fact is past
// its term, or somebody has contradicted it since.
func (p *Profile) OpenNow(kind OpeningKind, now time.Time) int {
	f, known := p.Openings[kind]
	if !known || !f.Stated || f.Contradicted != nil || f.AsOf().After(now) || !f.Fresh(now) {
		return 0
	}
	return f.Value.Open
}

const openingPrefix = "openings:"

// OpeningField is the field of one kind, such as "openings:detox".
func OpeningField(kind OpeningKind) Field { return Field(openingPrefix + string(kind)) }

// foldOpenings folds the word on openings, kind by kind.
func foldOpenings(heard []heardStatement) map[OpeningKind]OpeningFact {
	var facts map[OpeningKind]OpeningFact
	for _, s := range heard {
		for kind := range s.Claims.Openings {
			if _, folded := facts[kind]; folded {
				continue
			}
			if facts == nil {
				facts = map[OpeningKind]OpeningFact{}
			}
			facts[kind] = foldField(heard, OpeningField(kind), equal, func(s *Statement) *Claim[Opening] {
				opening, told := s.Claims.Openings[kind]
				if !told {
					return nil
				}
				return Says(opening)
			})
		}
	}
	return facts
}
