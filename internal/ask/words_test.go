package ask_test

import (
	"testing"

	"haven/internal/ask"
	"haven/internal/geo"
)

// FuzzQ holds what must be true of anything that somebody types.
func FuzzQ(f *testing.F) {
	for _, c := range understoodCases(f) {
		f.Add(c.query, c.near)
	}
	f.Add(`"'"d "`, "")
	f.Add("16 16yo 1.5 mi within ñ\u0301 ,,,", "30303")
	f.Add("or or suboxone or / or in in in la la la", "")
	f.Fuzz(func(t *testing.T, q, near string) {
		request, err := ask.RequestOf(ask.Values{"q": {q}, "near": {near}})
		if err != nil {
			return
		}
		res, err := resolve(request)
		if err != nil {
			return
		}
		for _, p := range res.Understood.Parts {
			changed, err := request.With(p.Change)
			if err != nil {
				t.Fatalf("%q cannot be sent without %s: %v", q, p.Label.English, err)
			}
			if p.Label.English == "" || p.Label.Spanish == "" || len(changed.Q) > len(q)+1 {
				t.Errorf("%q: part %+v", q, p)
			}
		}
		again, err := resolve(request)
		if err != nil || len(again.Understood.Parts) != len(res.Understood.Parts) {
			t.Errorf("%q is not understood alike twice", q)
		}
	})
}

func BenchmarkResolve(b *testing.B) {
	geo.Default()
	for _, q := range []string{
		"methadone near 30303 that takes medicaid",
		"suboxone doctor atlanta",
		"grady",
		"methdone clinc in alanta",
		"help me find a place for my brother who is 25 and uses fentanyl in Dallas, Texas. He has medicaid",
		"san st la el new north san fort mount lake san st la el new north san fort mount lake san st la el new north san fort mount lake",
		"xqzwv xqzwvk yqzwv aqzwv bqzwv cqzwvwwww dqzwv eqzwv fqzwvqqqq gqzwv hqzwv iqzwv jqzwv kqzwv lqzwv mqzwv nqzwv oqzwv pqzwv",
	} {
		b.Run(q[:min(len(q), 24)], func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := resolve(ask.Request{Q: q}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
