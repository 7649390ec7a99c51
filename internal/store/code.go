package store

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"haven/internal/facility"
)

var codes = target{
	table:   "service_code",
	columns: []string{"run", "code", "category", "name", "english", "spanish"},
	key:     []string{"run", "code"},
}

// StageCodes stores the code list of the run's edition, to be seen with it.
// ErrLeaseLost when the run is not at work any more.
func (s *Store) StageCodes(ctx context.Context, runID string, rows []facility.Code) error {
	err := stage(ctx, s, runID, codes, rows, func(c *facility.Code) string { return c.Code },
		func(c *facility.Code) ([]any, error) {
			return []any{runID, c.Code, c.Category, c.Name, c.English, c.Spanish}, nil
		})
	return wrap(err, "stage codes")
}

// Codes returns every code that a published edition lists, by category and
// code, in the words of the newest edition that has it.
func (s *Store) Codes(ctx context.Context) ([]facility.Code, error) {
	newest := map[string]facility.Code{}
	err := s.each(ctx, func(rows scanner) error {
		var c facility.Code
		err := rows.Scan(&c.Code, &c.Category, &c.Name, &c.English, &c.Spanish)
		newest[c.Code] = c
		return err
	}, `SELECT service_code.code, service_code.category, service_code.name, service_code.english, service_code.spanish
		FROM service_code JOIN run ON run.id = service_code.run
		WHERE run.state = ? ORDER BY run.published, run.ordinal`, RunPublished)
	return slices.SortedFunc(maps.Values(newest), func(a, b facility.Code) int {
		return cmp.Or(cmp.Compare(a.Category, b.Category), cmp.Compare(a.Code, b.Code))
	}), wrap(err, "read codes")
}

// joinCodes joins answered codes by blanks.
func joinCodes(yes, no []string) (joinedYes, joinedNo string, err error) {
	for _, code := range slices.Concat(yes, no) {
		if code == "" || strings.ContainsFunc(code, unicode.IsSpace) {
			return "", "", fmt.Errorf("service code %q is empty or has a blank in it", code)
		}
	}
	return strings.Join(yes, " "), strings.Join(no, " "), nil
}

func splitCodes(joined string) []string {
	if joined == "" {
		return nil
	}
	return strings.Split(joined, " ")
}
