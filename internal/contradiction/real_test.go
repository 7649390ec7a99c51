package contradiction

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"haven/importers"
	"haven/importers/findtreatment"
	"haven/importers/importertest"
	"haven/importers/otp"
	"haven/importers/samhsa"
	"haven/internal/facility"
	"haven/internal/geo/street"
	"haven/internal/sharedtest"
)

// TestFiguresOfRules prints what each rule finds in the real files, each row by
// itself. A row's listing before is that of the same name and address in the
// edition before.
func TestFiguresOfRules(t *testing.T) {
	before := byAddress(rows(t, samhsa.Importer{}, "samhsa-directory", "su-2022.xlsx"))
	for _, f := range []struct {
		importer importers.Importer
		path     []string
	}{
		{samhsa.Importer{}, []string{"samhsa-directory", "su-2022.xlsx"}},
		{samhsa.Importer{}, []string{"samhsa-directory", "su-2023.xlsx"}},
		{findtreatment.Importer{}, []string{"findtreatment-export", "tx-2023-11-07.xlsx"}},
		{otp.Importer{}, []string{"otp", "otp-2026-05-25.csv"}},
	} {
		listings := rows(t, f.importer, f.path...)
		all, found := NewDirectory(listings), map[string]int{}
		for i := range listings {
			c := Case{Listing: &listings[i], All: all}
			if f.path[1] == "su-2023.xlsx" {
				c.Before = before[addressKey(&listings[i])]
			}
			for _, r := range Find(c) {
				found[r.Name]++
			}
		}
		t.Logf("%s: %d rows", f.path[1], len(listings))
		for _, r := range Rules() {
			if found[r.Name] > 0 {
				t.Logf("%6d  %-6v  %s", found[r.Name], r.Severity, r.Name)
			}
		}
	}
}

// rows are the listings that each row of a file makes by itself.
func rows(t *testing.T, importer importers.Importer, path ...string) []facility.Listing {
	t.Helper()
	_, sink := importertest.Read(t, importer, sharedtest.Path(t, append([]string{"data"}, path...)...))
	listings := make([]facility.Listing, len(sink.Records))
	for i, r := range sink.Records {
		p := facility.Fold([]facility.Statement{{Source: importer.Source(), Rank: r.Rank, At: time.Unix(0, 0), Claims: r.Claims}}, nil)
		listings[i] = p.Listing(fmt.Sprint(i), facility.Location{})
	}
	return listings
}

func byAddress(listings []facility.Listing) map[string]*facility.Listing {
	found := map[string]*facility.Listing{}
	for i := range listings {
		found[addressKey(&listings[i])] = &listings[i]
	}
	return found
}

func addressKey(l *facility.Listing) string {
	return strings.Join(street.Words(l.Name.String()+" "+l.Address.String()), " ")
}
