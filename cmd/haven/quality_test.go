package main

import (
	"bufio"
	"cmp"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"haven/index"
	"haven/internal/ask"
	"haven/internal/facility"
	"haven/internal/geo"
)

var update = flag.Bool("update", false, "write the golden rankings anew (with HAVEN_PROOF=1)")

// The files of search quality. People write the first; the others are written
// by a full run with -update, compared with by every full run, and show in a
// change what it does to rankings.
const (
	qualityFile = "testdata/quality.txt"
	rankedFile  = "testdata/quality_ranked.txt"
	statsFile   = "testdata/rank_stats"
)

// firstFew is how many hits people look at before they try other words.
const firstFew = 5

// qualityGoal is the share of searches that must find one of their places
// among the first few.
const qualityGoal = 0.95

// sought is a place that a search must find, by what its source calls it.
type sought struct{ name, city, state string }

func (s sought) is(l *facility.Listing) bool {
	if l.Address.City != s.city || l.Address.State != s.state {
		return false
	}
	return slices.ContainsFunc(append([]facility.Name{l.Name}, l.AKA...), func(n facility.Name) bool {
		return n.Name == s.name || n.String() == s.name
	})
}

// qualityCase is a line of quality.txt, whose top tells how it is written.
type qualityCase struct {
	line        int
	query, near string
	sought      []sought // any of them will do
}

func (c qualityCase) String() string {
	if c.near == "" {
		return c.query
	}
	return c.query + " | " + c.near
}

// here tells whether what the case seeks is among the imported rows.
func (c qualityCase) here() bool {
	for _, s := range c.sought {
		if !cut(s.state) {
			return false
		}
	}
	return true
}

// rankIn is the rank, from 1, of the first hit that is sought; 0 if none is.
func (c qualityCase) rankIn(hits []facility.Hit) int {
	for i, hit := range hits {
		for _, s := range c.sought {
			if s.is(hit.Listing) {
				return i + 1
			}
		}
	}
	return 0
}

func qualityCases(t testing.TB) []qualityCase {
	t.Helper()
	file, err := os.Open(qualityFile)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var cases []qualityCase
	scanner := bufio.NewScanner(file)
	for line := 1; scanner.Scan(); line++ {
		text := strings.TrimSpace(scanner.Text())
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		c, ok := parseQuality(text)
		if !ok {
			t.Fatalf("%s:%d: write: query | near | name, city, state; …", qualityFile, line)
		}
		c.line = line
		cases = append(cases, c)
	}
	if err := scanner.Err(); err != nil {
		t.Fatal(err)
	}
	return cases
}

func parseQuality(text string) (qualityCase, bool) {
	parts := strings.Split(text, "|")
	if len(parts) < 2 || len(parts) > 3 {
		return qualityCase{}, false
	}
	c := qualityCase{query: strings.TrimSpace(parts[0])}
	if len(parts) == 3 {
		c.near = strings.TrimSpace(parts[1])
	}
	for place := range strings.SplitSeq(parts[len(parts)-1], ";") {
		fields := strings.Split(place, ", ")
		if len(fields) < 3 {
			return qualityCase{}, false
		}
		n := len(fields)
		name := strings.Join(fields[:n-2], ", ") // which may have commas
		c.sought = append(c.sought, sought{strings.TrimSpace(name), fields[n-2], strings.TrimSpace(fields[n-1])})
	}
	return c, true
}

// quality gathers how well searches found what they sought.
type quality struct {
	cases, first, few int
	reciprocal        float64
}

func (q *quality) add(rank int) {
	q.cases++
	if rank == 0 {
		return
	}
	q.reciprocal += 1 / float64(rank)
	if rank == 1 {
		q.first++
	}
	if rank <= firstFew {
		q.few++
	}
}

func (q *quality) recall() float64 { return float64(q.few) / float64(q.cases) }

func (q *quality) String() string {
	of := float64(q.cases)
	return fmt.Sprintf("cases     %d\nrecall@1  %.3f\nrecall@5  %.3f\nMRR       %.3f\n", q.cases, float64(q.first)/of, q.recall(), q.reciprocal/of)
}

func TestQualityOfSearch(t *testing.T) {
	engine := qualityEngine(t)
	gazetteer := geo.Default()
	var ranked strings.Builder
	var figures quality
	left := 0
	for _, c := range qualityCases(t) {
		if !c.here() {
			left++
			continue
		}
		_, results, err := ask.Search(t.Context(), engine, ask.Request{Q: c.query, Near: c.near}, gazetteer, engine.Taxonomy())
		if err != nil {
			t.Errorf("%s:%d: %s: %v", qualityFile, c.line, c, err)
			continue
		}
		hits := settled(results.Hits)
		rank := c.rankIn(hits)
		figures.add(rank)
		writeRanked(&ranked, c, rank, hits)
		if rank == 0 || rank > firstFew {
			t.Logf("%s:%d: %s: %v has rank %d of %d", qualityFile, c.line, c, c.sought, rank, results.Total)
		}
	}
	t.Logf("%d cases seek places outside of the cut and are left out\n%s", left, &figures)
	if figures.recall() < qualityGoal {
		t.Errorf("recall@%d is %.3f, want at least %.2f", firstFew, figures.recall(), qualityGoal)
	}
	if proof {
		golden(t, rankedFile, ranked.String())
		golden(t, statsFile, figures.String())
	}
}

// qualityEngine indexes the newest directories of each kind, where they are.
func qualityEngine(t testing.TB) *index.Engine {
	t.Helper()
	files := cutFiles(t)
	engine, _ := indexedAfter(t,
		[]string{"import", "samhsa-directory", "--complete", files.su2023},
		[]string{"import", "otp", "--complete", files.otp},
		[]string{"import", "points", files.suPoints},
		[]string{"import", "points", files.otpPoints})
	return engine
}

// settled are hits in an order that is the same after every import: those
// that are equally near and good are ordered by id, which imports draw at
// random, and here by name and place.
func settled(hits []facility.Hit) []facility.Hit {
	hits = slices.Clone(hits)
	slices.SortStableFunc(hits, func(a, b facility.Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Distance, b.Distance), cmp.Compare(byName(a), byName(b)))
	})
	return hits
}

// byName orders places of the same rank as the search does those of the same
// score: by name, then by place.
func byName(h facility.Hit) string {
	return strings.ToLower(h.Listing.Name.String() + "\n" + h.Listing.Address.State + "\n" + h.Listing.Address.City)
}

func inWords(h facility.Hit) string {
	return fmt.Sprintf("%s, %s, %s", h.Listing.Name, h.Listing.Address.City, h.Listing.Address.State)
}

// writeRanked writes a case with its first few listings.
func writeRanked(to *strings.Builder, c qualityCase, rank int, hits []facility.Hit) {
	fmt.Fprintf(to, "%s\n    rank %d\n", c, rank)
	for _, hit := range hits[:min(firstFew, len(hits))] {
		fmt.Fprintf(to, "    %s\n", inWords(hit))
	}
}

// golden compares with a file, or writes it with -update.
func golden(t testing.TB, file, text string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != text {
		t.Errorf("rankings changed; if it is for the better, write %s anew with -update. Lines that differ:\n%s", file, changedLines(string(want), text))
	}
}

// changedLines are the lines of one text alone, marked as in a difference.
func changedLines(before, after string) string {
	var changed strings.Builder
	only := func(mark, of, other string) {
		lines := strings.Split(other, "\n")
		for line := range strings.SplitSeq(of, "\n") {
			if !slices.Contains(lines, line) {
				fmt.Fprintf(&changed, "%s %s\n", mark, line)
			}
		}
	}
	only("-", before, after)
	only("+", after, before)
	return changed.String()
}
