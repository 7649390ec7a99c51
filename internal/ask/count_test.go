package ask

import (
	"context"
	"testing"

	"haven/internal/facility"
	"haven/internal/facility/scan"
	"haven/internal/geo"
	"haven/internal/sample"
)

// What count saves itself must not be seen: each total is that of sending the
// change.
func TestEachChangeIsCountedAsIfItWereSent(t *testing.T) {
	ctx, samples, gaz, tax := context.Background(), scan.New(sample.Listings(), facility.Builtin()), geo.Default(), facility.Builtin()
	for _, r := range deadEnds() {
		res, results, err := Search(ctx, samples, r, gaz, tax)
		if err != nil || results.Total >= FewResults {
			continue
		}
		changes := res.changes(gaz)
		if err := res.count(ctx, samples, changes, gaz, tax); err != nil {
			t.Fatal(err)
		}
		for _, c := range changes {
			changed, err := r.With(c.Change)
			if err != nil {
				continue
			}
			_, sent, err := Search(ctx, samples, changed, gaz, tax)
			if (err == nil || isParamError(err)) && sent.Total != c.Total {
				t.Errorf("%+v with %v is counted as %d and finds %d", r, c.Change, c.Total, sent.Total)
			}
		}
	}
}

// deadEnds are requests of which most find little.
func deadEnds() []Request {
	var all []Request
	for _, near := range []string{"", "30303", "Fulton County, GA", "Georgia", "Houston, TX"} {
		for _, q := range []string{"", "recovery", "xyzzy", "peach street clinic", "detox of georgia", "houston detox", "methadone atlanta", "magi", "grady hospital in macon"} {
			for _, code := range []string{"", "RL", "MD", "OTP"} {
				for _, radius := range []string{"", "5mi", "any"} {
					r := Request{Near: near, Q: q, Radius: radius}
					if code != "" {
						r.Code, r.Must = []string{code}, []string{"FEM"}
					}
					all = append(all, r)
				}
			}
		}
	}
	return all
}
