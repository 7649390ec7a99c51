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

// breath is what the codes of one group have in common.
type breath struct {
	answer                      facility.Answer
	by, confirmed, contradicted facility.Provenance
	term                        time.Duration
}

func breathOf(code string, f *facility.CodeFact) breath {
	return breath{
		answer:       f.Value,
		by:           value(f.By),
		confirmed:    value(f.Confirmed),
		contradicted: value(f.Contradicted),
		term:         facility.CodeField(code).Term(),
	}
}

func value(p *facility.Provenance) facility.Provenance {
	if p == nil {
		return facility.Provenance{}
	}
	return *p
}

// answersOf groups codes, yes before no. Codes that sources disagree about
// stand alone.
func answersOf(codes map[string]facility.CodeFact, now time.Time) []Answers {
	answers := []Answers{}
	group := map[breath]int{}
	sorted := slices.Sorted(maps.Keys(codes))
	for _, answer := range []facility.Answer{facility.Yes, facility.No} {
		for _, code := range sorted {
			f := codes[code]
			if f.Value != answer || f.By == nil {
				continue
			}
			key := breathOf(code, &f)
			if n, ok := group[key]; ok && len(f.Others) == 0 {
				answers[n].Codes = append(answers[n].Codes, code)
				continue
			}
			if len(f.Others) == 0 {
				group[key] = len(answers)
			}
			answers = append(answers, answerOf(code, &f, now))
		}
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
