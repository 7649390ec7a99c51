package api

import (
	"maps"
	"slices"
	"time"

	"haven/internal/facility"
)

// Answers are service codes with the same answer of the same origin. A
// directory's row answers some 300 codes in one breath: said once, its origin
// takes a tenth of the room.
type Answers struct {
	Answer string   `json:"answer"` // yes or no
	Codes  []string `json:"codes"`
	Origin
	// Others are differing answers of other sources, each one's latest.
	Others []Said[string] `json:"others,omitempty"`
}

// answersOf groups codes, yes before no. Codes that sources disagree about
// stand alone.
func answersOf(codes map[string]facility.CodeFact, now time.Time) []Answers {
	sorted := slices.Sorted(maps.Keys(codes))
	return append(groups(facility.Yes, sorted, codes, now), groups(facility.No, sorted, codes, now)...)
}

func groups(answer facility.Answer, sorted []string, codes map[string]facility.CodeFact, now time.Time) []Answers {
	answers := []Answers{}
	var breaths []breath
	for _, code := range sorted {
		f := codes[code]
		if f.Value != answer || f.By == nil {
			continue
		}
		b := breathOf(code, &f)
		if n := slices.IndexFunc(breaths, b.same); n >= 0 {
			answers[n].Codes = append(answers[n].Codes, code)
			continue
		}
		breaths = append(breaths, b)
		answers = append(answers, answerOf(code, &f, now))
	}
	return answers
}

func answerOf(code string, f *facility.CodeFact, now time.Time) Answers {
	return Answers{
		Answer: f.Value.String(),
		Codes:  []string{code},
		Origin: originOf(f, facility.CodeField(code), now),
		Others: others(f, facility.Answer.String),
	}
}

// breath is what the codes of one group have in common.
type breath struct {
	disputed                    bool
	term                        time.Duration
	by, confirmed, contradicted *facility.Provenance
}

func breathOf(code string, f *facility.CodeFact) breath {
	return breath{
		disputed:     len(f.Others) > 0,
		term:         facility.CodeField(code).Term(),
		by:           f.By,
		confirmed:    f.Confirmed,
		contradicted: f.Contradicted,
	}
}

func (b breath) same(c breath) bool {
	return !b.disputed && !c.disputed && b.term == c.term &&
		equal(b.by, c.by) && equal(b.confirmed, c.confirmed) && equal(b.contradicted, c.contradicted)
}

func equal(a, b *facility.Provenance) bool {
	return a == b || a != nil && b != nil && *a == *b
}
