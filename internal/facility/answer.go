package facility

// Answer is what is known about one service code at one place. The zero value
// is Unknown: no source has spoken, which is not No.
type Answer int8

const (
	Unknown Answer = iota
	No
	Yes
)

func (a Answer) String() string { return [...]string{"unknown", "no", "yes"}[a] }

// CodeFact is the folded answer to one service code.
type CodeFact = Fact[Answer]

// AnyOf is the answer of a group of alternatives: yes if one is yes, else
// unknown if one is unknown, else no.
func AnyOf(answers ...Answer) Answer {
	best := No
	for _, a := range answers {
		if a == Yes {
			return Yes
		}
		if a == Unknown {
			best = Unknown
		}
	}
	return best
}

// AllOf is the answer of groups that must all match: no if one is no, else
// unknown if one is unknown, else yes.
func AllOf(answers ...Answer) Answer {
	worst := Yes
	for _, a := range answers {
		if a == No {
			return No
		}
		if a == Unknown {
			worst = Unknown
		}
	}
	return worst
}
