package facility

// foldCodes folds the answers to service codes, one by one.
func foldCodes(heard []heardStatement) map[string]CodeFact {
	folding := map[string]*CodeFact{}
	for _, s := range heard {
		assumed := *s.by
		assumed.Rank = RankAssumed
		hearCodes(folding, s.Claims.Assumed, Yes, &assumed)
		hearCodes(folding, s.Claims.No, No, s.by)
		hearCodes(folding, s.Claims.Yes, Yes, s.by)
		for field := range s.holds {
			if f := folding[field.code()]; f != nil {
				f.held = true
			}
		}
		judgeCodes(folding, s.Claims.Confirms, s.by, (*CodeFact).confirm)
		judgeCodes(folding, s.Claims.Contradicts, s.by, (*CodeFact).contradict)
	}
	codes := make(map[string]CodeFact, len(folding))
	for code, f := range folding {
		f.settle(equal)
		codes[code] = *f
	}
	return codes
}

func hearCodes(folding map[string]*CodeFact, codes []string, answer Answer, by *Provenance) {
	for _, code := range codes {
		f := folding[code]
		if f == nil {
			f = &CodeFact{term: CodeField(code).Term()}
			folding[code] = f
		}
		if answer == No && f.Value == Yes && sameBreath(f.By, by) {
			continue
		}
		f.hear(answer, false, by)
	}
}

// sameBreath reports whether two statements are of one edition. Where an
// edition lists a place twice, a code of either row holds for both: the rows
// are programmes of one place, and the union is what it offers.
func sameBreath(a, b *Provenance) bool {
	return a.Series == b.Series && a.At.Equal(b.At) && a.Rank == b.Rank
}

func judgeCodes(folding map[string]*CodeFact, fields []Field, by *Provenance, judge func(*CodeFact, *Provenance)) {
	for _, field := range fields {
		if field == AllFields {
			for _, f := range folding {
				judge(f, by)
			}
		} else if f := folding[field.code()]; f != nil {
			judge(f, by)
		}
	}
}
