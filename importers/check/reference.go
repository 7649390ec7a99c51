package check

import (
	"fmt"
	"regexp"
	"strings"

	"haven/importers/table"
	"haven/internal/facility"
)

// MaxCodes is how many codes a reference sheet may explain. All known ones
// together explain 317.
const MaxCodes = 4000

var (
	codeForm     = regexp.MustCompile(`^[A-Z0-9]{1,10}$`)
	categoryForm = regexp.MustCompile(`^[A-Z]{1,10}$`)
)

// Reference gathers the codes that a workbook's reference sheet explains.
type Reference struct {
	Sheet string          // what the workbook calls it
	Codes []facility.Code // in the order of the sheet
	has   map[string]bool
}

// Add takes the code of a row, and reports false for a row without one and for
// a code that is there: of two rows the first counts. A code that nobody could
// search for is a fault of the file, for without it every place that has it
// would lose it.
func (ref *Reference) Add(row table.Row) (facility.Code, bool, error) {
	c := facility.Code{
		Category: strings.ToUpper(row.Get("category_code")),
		Code:     strings.ToUpper(row.Get("service_code")),
		Name:     row.Get("service_name"),
	}
	switch {
	case c.Code == "" || ref.has[c.Code]:
		return c, false, nil
	case len(ref.Codes) == MaxCodes:
		return c, false, fmt.Errorf("sheet %q has more than %d codes: check that this is the right file", ref.Sheet, MaxCodes)
	}
	if err := searchable(c); err != nil {
		return c, false, fmt.Errorf("sheet %q, row %d: %w", ref.Sheet, row.Line, err)
	}
	if ref.has == nil {
		ref.has = map[string]bool{}
	}
	ref.has[c.Code], ref.Codes = true, append(ref.Codes, c)
	return c, true, nil
}

// searchable refuses a code that nobody could search for.
func searchable(c facility.Code) error {
	switch {
	case !codeForm.MatchString(c.Code):
		return fmt.Errorf("service_code %q is not 1 to 10 letters and digits: check that this is the right file", c.Code)
	case !categoryForm.MatchString(c.Category):
		return fmt.Errorf("service_code %q has the category_code %q, which is not 1 to 10 letters: check that this is the right file", c.Code, c.Category)
	}
	return nil
}
