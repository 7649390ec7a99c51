package desk_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"haven/internal/referral"
	"haven/internal/store"
)

// table is a table of the database as it stands after all migrations.
type table struct {
	name    string
	columns []string
}

func (t table) has(column string) bool { return slices.Contains(t.columns, column) }

// ofCases reports whether the rows belong to cases.
func (t table) ofCases() bool { return t.has("case_id") }

// secret are the columns that hold what is encrypted, or a wrapped key.
func (t table) secret() (columns []string) {
	for _, column := range t.columns {
		if column == "sealed" || column == "wrapped" {
			columns = append(columns, column)
		}
	}
	return columns
}

// schemas ask for all columns of all tables, by engine.
var schemas = map[string]string{
	"sqlite": `SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c
		WHERE t.type = 'table' ORDER BY t.name, c.cid`,
	"postgres": `SELECT table_name, column_name FROM information_schema.columns
		WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position`,
}

// tables are all tables of the database.
func (f files) tables(t *testing.T) (all []table) {
	t.Helper()
	rows, err := f.db.QueryContext(t.Context(), schemas[f.db.DriverName()])
	succeed(t, err)
	defer rows.Close()
	for rows.Next() {
		var name, column string
		succeed(t, rows.Scan(&name, &column))
		if len(all) == 0 || all[len(all)-1].name != name {
			all = append(all, table{name: name})
		}
		last := &all[len(all)-1]
		last.columns = append(last.columns, column)
	}
	succeed(t, rows.Err())
	return all
}

// rowsOf counts the rows of a case in a table.
func (f files) rowsOf(t *testing.T, in table, caseID string) (rows int) {
	t.Helper()
	column := "case_id"
	switch {
	case in.name == "help_case":
		column = "id"
	case !in.ofCases():
		return 0
	}
	succeed(t, f.db.GetContext(t.Context(), &rows, f.db.Rebind(fmt.Sprintf("SELECT COUNT(*) FROM %s WHERE %s = ?", in.name, column)), caseID))
	return rows
}

// secrets are what the database holds of a case that is encrypted, and its key,
// by where it stands. Its id stays: the audit trail has it, and nothing that it
// leads to. A column of which the case has nothing fails the test: [office.fill]
// is to write there, too.
func (f files) secrets(t *testing.T, c referral.Case) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, in := range f.tables(t) {
		if !in.ofCases() {
			continue
		}
		for _, column := range in.secret() {
			values := f.values(t, in, column, c.ID)
			if len(values) == 0 {
				t.Fatalf("the case has nothing in %s.%s: fill writes the marker there, too", in.name, column)
			}
			for which, value := range values {
				found[strings.TrimSpace(in.name+"."+column+" "+which)] = value
			}
		}
	}
	for _, field := range referral.Fields() {
		if found["case_text.sealed "+string(field)] == "" {
			t.Fatalf("the case has no %s: %v", field, found)
		}
	}
	return found
}

// values are those of a column that a case has, by field where there are fields.
func (f files) values(t *testing.T, in table, column, caseID string) map[string]string {
	t.Helper()
	which := "''"
	if in.has("field") {
		which = "field"
	}
	rows, err := f.db.QueryContext(t.Context(), f.db.Rebind(fmt.Sprintf("SELECT %s, %s FROM %s WHERE case_id = ? AND %[2]s <> ''", which, column, in.name)), caseID)
	succeed(t, err)
	defer rows.Close()
	found := map[string]string{}
	for rows.Next() {
		var of, value string
		succeed(t, rows.Scan(&of, &value))
		found[of] = value
	}
	succeed(t, rows.Err())
	return found
}

// What is sealed and belongs to no case: keys of other things, under the master key.
var notOfCases = []string{"desk_secret.wrapped", "seal_key.wrapped"}

func TestWhatIsSealedBelongsToACaseAndGoesWithIt(t *testing.T) {
	eachWithFiles(t, func(t *testing.T, s *store.Store, f files) {
		var sealed []string
		for _, in := range f.tables(t) {
			for _, column := range in.secret() {
				name := in.name + "." + column
				if !in.ofCases() && !slices.Contains(notOfCases, name) {
					t.Errorf("%s belongs to no case: erasing one does not reach it", name)
				}
				sealed = append(sealed, name)
			}
		}
		for _, known := range append([]string{"case_key.wrapped", "case_text.sealed", "referral_move.sealed", "follow_up.sealed"}, notOfCases...) {
			if !slices.Contains(sealed, known) {
				t.Errorf("%s was not found among %v: the search proves nothing", known, sealed)
			}
		}
	})
}

// A note on a place is in the clear, so nothing may lead from it to a case.
func TestANoteOnAPlaceKnowsNoCase(t *testing.T) {
	eachWithFiles(t, func(t *testing.T, s *store.Store, f files) {
		o := newOffice(t, s)
		c, _ := o.open(t)
		succeed(t, o.NotePlace(t.Context(), kim, referral.PlaceNote{Listing: "oak", Words: "Ask for Dana"}))
		all := f.tables(t)
		at := slices.IndexFunc(all, func(in table) bool { return in.name == "place_note" })
		want := []string{"helpline", "listing", "version", "words", "by_whom", "at"}
		if at < 0 || !slices.Equal(all[at].columns, want) {
			t.Fatalf("the columns are not %v: %+v", want, all)
		}
		lines := o.trail(t)
		if last := lines[len(lines)-1]; last.Subject != "place:oak" {
			t.Errorf("the trail tells it of %s", last.Subject)
		}
		succeed(t, o.Erase(t.Context(), boss, c.ID))
		notes, err := o.PlaceNotes(t.Context(), kim, "oak")
		if err != nil || notes["oak"].Words != "Ask for Dana" {
			t.Errorf("after a case was erased the note is %+v (%v)", notes, err)
		}
	})
}
