package ingest

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"haven/internal/facility"
)

// example adds a changed listing to the report, if there is room, with what
// becomes different.
func (r *run) example(ctx context.Context, kind string, l facility.Listing) error {
	n := 0
	for _, e := range r.report.Examples {
		if e.Kind == kind {
			n++
		}
	}
	if n == maxExamples {
		return nil
	}
	d := Difference{ID: l.ID, Kind: kind, Name: l.Name.String(), City: l.Address.City + ", " + l.Address.State}
	if kind != kindNew {
		old, err := r.opt.Store.Listing(ctx, l.ID)
		if err != nil {
			return fmt.Errorf("listing %s: %w", l.ID, err)
		}
		d.Fields = differences(old.Listing, l)
	}
	r.report.Examples = append(r.report.Examples, d)
	return nil
}

// Kinds of differences.
const (
	kindNew     = "new"
	kindChanged = "changed"
	kindGone    = "gone"
)

// differences lists what differs between two folds of a listing.
func differences(old, now facility.Listing) []string {
	var fields []string
	for _, f := range []struct{ name, old, now string }{
		{"name", old.Name.String(), now.Name.String()},
		{"address", old.Address.String(), now.Address.String()},
		{"phones", phones(old), phones(now)},
		{"website", old.Website, now.Website},
		{"location", location(old), location(now)},
	} {
		if f.old != f.now {
			fields = append(fields, fmt.Sprintf("%s: %s → %s", f.name, orNone(f.old), orNone(f.now)))
		}
	}
	if added, dropped := without(now.Yes.List(), old.Yes.List()), without(old.Yes.List(), now.Yes.List()); len(added)+len(dropped) > 0 {
		fields = append(fields, "services: "+strings.TrimSpace(signed("+", added)+" "+signed("−", dropped)))
	}
	return fields
}

func phones(l facility.Listing) string {
	var numbers []string
	for _, line := range l.Phones {
		numbers = append(numbers, line.String())
	}
	return strings.Join(numbers, ", ")
}

func location(l facility.Listing) string {
	return fmt.Sprintf("%.4f,%.4f (%s)", l.Location.Point.Lat, l.Location.Point.Lon, l.Location.Precision)
}

func orNone(text string) string {
	if text == "" {
		return "none"
	}
	return text
}

// without returns the elements of a that are not in b; both are sorted.
func without(a, b []string) []string {
	var rest []string
	for _, x := range a {
		if _, found := slices.BinarySearch(b, x); !found {
			rest = append(rest, x)
		}
	}
	return rest
}

func signed(sign string, codes []string) string {
	for i, code := range codes {
		codes[i] = sign + code
	}
	return strings.Join(codes, " ")
}
