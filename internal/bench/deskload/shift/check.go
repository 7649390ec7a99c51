package shift

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
)

// check compares the ledger with what a supervisor reads on the pages, with the
// rows of the database and with the lines of the trail.
func (d *Day) check(ctx context.Context, supervisor browser, db *sql.DB) error {
	if len(d.ledger.cases) != d.Calls {
		return fmt.Errorf("%d calls made %d cases", d.Calls, len(d.ledger.cases))
	}
	var wrong []error
	for at, r := range d.ledger.cases {
		if err := r.check(ctx, supervisor, at); err != nil {
			wrong = append(wrong, err)
		}
	}
	for _, a := range d.agents {
		if got, _, err := a.ask(ctx, http.MethodGet, "/desk", nil); err != nil || got.status != http.StatusUnauthorized {
			wrong = append(wrong, fmt.Errorf("an agent who signed out is answered %d (%w)", got.status, err))
		}
	}
	wrong = append(wrong, d.checkRows(ctx, db), d.checkClaims(ctx, db), d.checkLines(ctx, db))
	return errors.Join(wrong...)
}

// check reads a case and its referrals: all that was written must be there once,
// and nothing of another.
func (r *record) check(ctx context.Context, by browser, at string) error {
	seen, err := by.press(ctx, press{action: "read back", path: at, notes: []string{read}})
	if err != nil {
		return err
	}
	marks := slices.Sorted(slices.Values(seen.marks()))
	if want := slices.Sorted(slices.Values(r.marks)); !slices.Equal(marks, want) {
		return fmt.Errorf("%s shows the texts %q, want %q", at, marks, want)
	}
	if picks := seen.all(shownList); !slices.Equal(picks, r.picks) {
		return fmt.Errorf("%s has the picks %v, want %v", at, picks, r.picks)
	}
	for _, ref := range r.referrals {
		if err := ref.check(ctx, by); err != nil {
			return err
		}
	}
	return nil
}

func (r *referred) check(ctx context.Context, by browser) error {
	seen, err := by.press(ctx, press{action: "read back", path: r.path, notes: []string{read, read}})
	if err != nil {
		return err
	}
	state, err := seen.found(shownState)
	if err != nil {
		return err
	}
	var want []string
	if r.mark != "" {
		want = []string{r.mark}
	}
	if marks := seen.marks(); state != r.state || !slices.Equal(marks, want) {
		return fmt.Errorf("%s is %s and shows %q, want %s and %q", r.path, state, marks, r.state, want)
	}
	return nil
}

// marks are all markers on a page.
func (p page) marks() []string { return shownMark.FindAllString(p.body, -1) }

// checkRows counts what the database has.
func (d *Day) checkRows(ctx context.Context, db *sql.DB) error {
	l := d.ledger
	want := map[string]int{
		"help_case": len(l.cases), "referral": l.referred(), "place_call": l.calls, "case_consent": l.consents,
		"case_consent WHERE withdrawn <> 0": l.withdrawn, "follow_up": l.planned, "follow_up WHERE done <> 0": len(l.claimed),
	}
	for to, n := range l.moves {
		want["referral_move WHERE to_state = '"+to+"'"] = n
	}
	var wrong []error
	for rows, n := range want {
		var got int
		if err := db.QueryRowContext(ctx, "SELECT count(*) FROM "+rows).Scan(&got); err != nil {
			return err
		}
		if got != n {
			wrong = append(wrong, fmt.Errorf("the database has %d of %s, want %d", got, rows, n))
		}
	}
	return errors.Join(wrong...)
}

// checkClaims wants each follow-up to have been given to one person, once.
func (d *Day) checkClaims(ctx context.Context, db *sql.DB) error {
	for id, n := range d.ledger.claimed {
		if n != 1 {
			return fmt.Errorf("follow-up %s was given to %d agents", id, n)
		}
	}
	var twice int
	err := db.QueryRowContext(ctx, `SELECT count(*) FROM (SELECT subject FROM audit
		WHERE action IN ('follow-up.claimed', 'follow-up.finished') GROUP BY action, subject HAVING count(*) > 1) AS twice`).Scan(&twice)
	if err == nil && twice > 0 {
		err = fmt.Errorf("%d follow-ups were claimed or finished twice, as the audit trail tells", twice)
	}
	return err
}

// checkLines wants as many lines of each kind in the trail as were made.
func (d *Day) checkLines(ctx context.Context, db *sql.DB) error {
	got, err := linesOf(ctx, db)
	if err != nil {
		return err
	}
	want := maps.Clone(d.before)
	for what, n := range d.ledger.notes {
		want[what] += n
	}
	var wrong []error
	for what := range union(got, want) {
		if got[what] != want[what] {
			wrong = append(wrong, fmt.Errorf("the audit trail has %d lines %s, want %d", got[what], what, want[what]))
		}
	}
	return errors.Join(wrong...)
}

func union(a, b map[string]int) map[string]int {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

// linesOf counts the lines of the trail by what they are called.
func linesOf(ctx context.Context, db *sql.DB) (map[string]int, error) {
	rows, err := db.QueryContext(ctx, "SELECT action, count(*) FROM audit GROUP BY action")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	lines := map[string]int{}
	for rows.Next() {
		var action string
		var n int
		if err := rows.Scan(&action, &n); err != nil {
			return nil, err
		}
		lines[action] = n
	}
	return lines, rows.Err()
}

// Lines is how many lines the audit trail must have after the day.
func (d *Day) Lines() (n int) {
	for _, lines := range []map[string]int{d.before, d.ledger.notes} {
		for _, count := range lines {
			n += count
		}
	}
	return n
}
