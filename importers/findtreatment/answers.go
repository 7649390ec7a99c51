package findtreatment

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"haven/importers"
	"haven/importers/check"
	"haven/importers/table"
	"haven/internal/facility"
)

// readAnswers reads a file of one or more answers, one after the other. All
// rows are read before any is handed over, as an answer comes without a
// reference sheet: what its rows are asked is told by the rows (see asked).
func readAnswers(ctx context.Context, file io.Reader, sink importers.Sink) (importers.Edition, error) {
	edition := importers.Edition{Series: series}
	in := &answers{unknown: check.Tally{}}
	if err := in.read(ctx, file); err != nil {
		return edition, err
	}
	hand := &handover{sink, in.asked()}
	for _, r := range in.records {
		if err := errors.Join(ctx.Err(), hand.row(r)); err != nil {
			return edition, err
		}
	}
	return edition, in.unknown.Tell(sink, "a service that Haven does not know by this name")
}

// answers gathers the rows of a file.
type answers struct {
	records []*record
	unknown check.Tally // names of services that Haven does not know
}

func (in *answers) read(ctx context.Context, file io.Reader) error {
	text := bufio.NewReader(file)
	if mark, err := text.Peek(3); err == nil && string(mark) == "\ufeff" {
		text.Discard(3)
	}
	decoder := json.NewDecoder(text)
	for {
		err := EachRow(decoder, func(row json.RawMessage) error { return errors.Join(ctx.Err(), in.add(row)) })
		switch {
		case err == io.EOF && len(in.records) == 0:
			return table.ErrEmpty
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
	}
}

// EachRow reads one answer of the API and hands over its rows. It returns
// io.EOF where there is no further answer.
func EachRow(decoder *json.Decoder, row func(json.RawMessage) error) error {
	var answer struct{ Rows *[]json.RawMessage }
	if err := decoder.Decode(&answer); err != nil {
		return explain(err)
	}
	if answer.Rows == nil {
		return errors.New("the JSON has no rows: check that it is an answer of FindTreatment.gov's exportsAsJson or listing")
	}
	for _, raw := range *answer.Rows {
		if err := row(raw); err != nil {
			return err
		}
	}
	return nil
}

func explain(err error) error {
	var fault *json.SyntaxError
	switch {
	case err == io.EOF:
		return err
	case errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("the answer is cut off: fetch it again")
	case errors.As(err, &fault):
		return fmt.Errorf("byte %d: this is no JSON: fetch it again (%w)", fault.Offset, err)
	}
	return fmt.Errorf("this is no answer of FindTreatment.gov: %w", err)
}

// maxNames is how many names of services a row may have; real ones have 160.
const maxNames = 1000

func (in *answers) add(raw json.RawMessage) error {
	line := len(in.records) + 1
	var row answerRow
	if err := json.Unmarshal(raw, &row); err != nil {
		return fmt.Errorf("row %d: %w", line, explain(err))
	}
	r := row.record(line)
	if r.surveyed() {
		r.codes = in.codes(line, row.Services)
	}
	in.records = append(in.records, r)
	return nil
}

func (row *answerRow) record(line int) *record {
	return &record{
		line:      line,
		kind:      kindOf(string(row.TypeFacility)),
		name1:     string(row.Name1),
		name2:     string(row.Name2),
		street1:   string(row.Street1),
		street2:   string(row.Street2),
		city:      string(row.City),
		state:     string(row.State),
		zip:       string(row.ZIP),
		phone:     check.Number{Field: "phone", Text: string(row.Phone)},
		intake:    []check.Number{{Field: "intake1", Text: string(row.Intake1)}},
		website:   string(row.Website),
		latitude:  string(row.Latitude),
		longitude: string(row.Longitude),
	}
}

// codes are those of the services that a row names, sorted. Names without one
// are kept to be told.
func (in *answers) codes(line int, named []service) []string {
	var codes []string
	for name, s := range names(named) {
		if code, ok := services().code(string(s.F2), name); ok {
			codes = append(codes, code)
			continue
		}
		in.unknown.Add(string(s.F2)+" "+plain(name), line, string(s.F2), name)
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

// names are the names in f3, which are joined by "; ".
func names(named []service) func(func(string, service) bool) {
	return func(yield func(string, service) bool) {
		left := maxNames
		for _, s := range named {
			for name := range strings.SplitSeq(string(s.F3), ";") {
				name = strings.TrimSpace(name)
				if left--; left < 0 || name != "" && !yield(name, s) {
					return
				}
			}
		}
	}
}

// asked is what each kind of row is asked: the codes that at least one row of
// the kind has. An answer does not say what it asks, and the survey changes
// from year to year: by 2026 it asked for LGBT clients no more. To read that
// silence as a No would be wrong for each place there is.
func (in *answers) asked() map[string]*check.Sheet {
	taxonomy := facility.Builtin()
	seen := map[string]map[string]facility.Code{substanceUse: {}, mentalHealth: {}}
	for _, r := range in.records {
		for _, code := range r.codes {
			seen[r.kind][code], _ = taxonomy.Code(code)
		}
	}
	sheets := map[string]*check.Sheet{}
	for kind, codes := range seen {
		sheets[kind] = check.NewSheet(slices.Collect(maps.Values(codes)))
	}
	return sheets
}

// text is a value of an answer as cleaned text: a string, a number (the API
// writes coordinates as strings, others as numbers) or null.
type text string

func (t *text) UnmarshalJSON(raw []byte) error {
	var value any
	if err := json.Unmarshal(raw, &value); err != nil {
		return err
	}
	switch v := value.(type) {
	case nil:
	case string:
		*t = text(table.Clean(v))
	case float64:
		*t = text(raw)
	default:
		return fmt.Errorf("%.40s is neither text nor a number", raw)
	}
	return nil
}
