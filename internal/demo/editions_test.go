package demo_test

import (
	"testing"
	"time"

	"haven/importers/importertest"
	"haven/internal/demo"
)

func TestTheEditionsOfADemoAreTheWholeDirectory(t *testing.T) {
	now := time.Date(2026, time.June, 1, 12, 0, 0, 0, time.UTC)
	editions, names, total := demo.Editions(500, 1, now), map[string]string{}, 0
	for i, e := range editions {
		edition, sink := importertest.Read(t, e, "")
		total += len(sink.Records)
		if len(sink.Records) == 0 || i > 0 && !editions[i-1].Published().Before(e.Published()) || !edition.Modified.Equal(e.Published()) {
			t.Errorf("%s of %v has %d places", edition.Series, e.Published(), len(sink.Records))
		}
		for _, r := range sink.Records {
			name := r.Claims.Name.Value.Name
			if in := names[name]; in != "" && in != edition.Series {
				t.Errorf("%s is in %s and in %s", name, in, edition.Series)
			}
			names[name] = edition.Series
		}
	}
	if total != 500 {
		t.Errorf("together they have %d places", total)
	}
}
