package facility

// foldCodes folds the answers to service codes, one by one. There are some 300
// of a listing: they are kept in one map, by value, as that is what most of
// folding takes.
func foldCodes(heard []heardStatement) map[string]CodeFact {
	codes := make(map[string]CodeFact, mostCodes(heard))
	for _, s := range heard {
		assumed := *s.by
		assumed.Rank = RankAssumed
		hearCodes(codes, s.Claims.Assumed, Yes, &assumed)
		hearCodes(codes, s.Claims.No, No, s.by)
		hearCodes(codes, s.Claims.Yes, Yes, s.by)
		for field := range s.holds {
			if f, has := codes[field.code()]; has {
				f.held = true
				codes[field.code()] = f
			}
		}
		judgeCodes(codes, s.Claims.Confirms, s.by, (*CodeFact).confirm)
		judgeCodes(codes, s.Claims.Contradicts, s.by, (*CodeFact).contradict)
	}
	for code, f := range codes {
		if f.Others != nil {
			f.settle(equal)
			codes[code] = f
		}
	}
	return codes
}

// mostCodes is how many codes the statement answers that answers most.
func mostCodes(heard []heardStatement) int {
	most := 0
	for _, s := range heard {
		most = max(most, len(s.Claims.Yes)+len(s.Claims.No)+len(s.Claims.Assumed))
	}
	return most
}

func hearCodes(codes map[string]CodeFact, said []string, answer Answer, by *Provenance) {
	for _, code := range said {
		f, has := codes[code]
		if !has {
			f.term = termOf(code)
		}
		if answer == No && f.Value == Yes && sameBreath(f.By, by) {
			continue
		}
		f.hear(answer, false, by)
		codes[code] = f
	}
}

// sameBreath reports whether two statements are of one edition. Where an
// edition lists a place twice, a code of either row holds for both: the rows
// are programmes of one place, and the union is what it offers.
func sameBreath(a, b *Provenance) bool {
	return a.Series == b.Series && a.At.Equal(b.At) && a.Rank == b.Rank
}

func judgeCodes(codes map[string]CodeFact, fields []Field, by *Provenance, judge func(*CodeFact, *Provenance)) {
	one := func(code string) {
		if f, has := codes[code]; has {
			judge(&f, by)
			codes[code] = f
		}
	}
	for _, field := range fields {
		if field != AllFields {
			one(field.code())
			continue
		}
		for code := range codes {
			one(code)
		}
	}
}
