package facility

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"haven/internal/geo/street"
)

// A steward's word is a choice between what sources say. It remembers what each
// of them said when it was made ([Claims.Settled]), and while they say no more
// and no less it holds: it stands whatever its age, and the field is in no
// conflict. Once a source says something new, or one is withdrawn, the choice
// is over: it is a statement like any other, and what disagrees is a conflict
// again. Whether it holds is a matter of the statements alone, in any order.

// Settle makes the claims choices between what the statements say.
func (c *Claims) Settle(statements []Statement) {
	heard := inFoldOrder(statements)
	c.Settled = nil // and stays so where nothing is chosen, as it is when it is read again
	for _, field := range c.SpeaksOf() {
		if field.isOpening() {
			continue
		}
		if c.Settled == nil {
			c.Settled = map[Field]string{}
		}
		c.Settled[field] = voices(heard, field)
	}
}

// voices is a digest of what each source but stewards said last of a field.
// Case and punctuation do not count.
func voices(heard []heardStatement, field Field) string {
	last := map[string]string{}
	for _, s := range heard {
		if text, told := s.Claims.said(field); told && s.Rank < RankSteward {
			last[s.Source] = strings.Join(street.Words(text), " ")
		}
	}
	all := make([]string, 0, len(last))
	for source, text := range last {
		all = append(all, source+"\n"+text)
	}
	slices.Sort(all)
	sum := sha256.Sum256([]byte(strings.Join(all, "\n\n")))
	return hex.EncodeToString(sum[:8])
}

// choice is the statement whose choice of a field holds, nil for none: stewards'
// last word on it, if sources say what they said then.
func choice(heard []heardStatement, field Field) *Statement {
	var last *Statement
	for _, s := range heard {
		if s.Rank < RankSteward {
			continue
		}
		if _, told := s.Claims.said(field); told {
			last = s.Statement
		}
	}
	if last == nil || last.Claims.Settled[field] == "" || last.Claims.Settled[field] != voices(heard, field) {
		return nil
	}
	return last
}

// withChoices marks the statements whose choices hold.
func withChoices(heard []heardStatement) []heardStatement {
	judged := map[Field]bool{}
	for _, s := range heard {
		for field := range s.Claims.Settled {
			if !judged[field] {
				judged[field] = true
				mark(heard, field)
			}
		}
	}
	return heard
}

func mark(heard []heardStatement, field Field) {
	holds := choice(heard, field)
	for i := range heard {
		if s := &heard[i]; s.Statement == holds {
			if s.holds == nil {
				s.holds = map[Field]bool{}
			}
			s.holds[field] = true
		}
	}
}
