package store

import (
	"context"
	"strings"
	"time"

	"haven/internal/audit"
	"haven/internal/referral"
)

const caseColumns = `id, helpline, version, opened, opened_by, erase_at, needs, area, language, channel, disposition,
	may_call, may_message, call_from, call_until, zone, picks`

// NewCase is a case to be stored with what leads to it and what opens it.
type NewCase struct {
	referral.Case
	CodeHash string
	Wrapped  string // its key
}

// AddCase stores a case; ErrDuplicate when its id or code is taken.
func (s *Store) AddCase(ctx context.Context, c NewCase, n audit.Note) error {
	err := s.noted(ctx, n, func(tx *tx) error {
		values := append([]any{c.CodeHash, c.ID, c.Helpline, c.Version, c.Opened.Unix(), c.OpenedBy, c.EraseAt.Unix()}, factValues(c.Facts)...)
		if _, err := tx.exec("INSERT INTO help_case (code, "+caseColumns+") VALUES (?"+strings.Repeat(", ?", len(values)-1)+")", values...); err != nil {
			return err
		}
		if _, err := tx.exec("INSERT INTO case_key (case_id, wrapped) VALUES (?, ?)", c.ID, c.Wrapped); err != nil {
			return err
		}
		return tx.joinCase(c.ID, c.OpenedBy)
	})
	return wrap(err, "store a case")
}

func factValues(f referral.Facts) []any {
	p := f.Contact
	return []any{strings.Join(f.Needs, " "), f.Area, f.Language, string(f.Channel), string(f.Disposition),
		p.MayCall, p.MayMessage, p.From, p.Until, p.Zone, strings.Join(f.Picks, " ")}
}

// Case returns a case of a helpline; ErrNotFound for another's, too.
func (s *Store) Case(ctx context.Context, helpline, id string) (referral.Case, error) {
	return s.oneCase(ctx, "helpline = ? AND id = ?", helpline, id)
}

// CaseFor returns a case of a helpline, and whether somebody is on it;
// ErrNotFound.
func (s *Store) CaseFor(ctx context.Context, helpline, id, person string) (c referral.Case, on bool, err error) {
	err = s.each(ctx, func(rows scanner) (err error) {
		c, err = scanCase(rows, &on)
		return err
	}, "SELECT "+caseColumns+`, EXISTS (SELECT 1 FROM case_person WHERE case_id = help_case.id AND person = ?)
		FROM help_case WHERE helpline = ? AND id = ?`, person, helpline, id)
	if err == nil && c.ID == "" {
		err = ErrNotFound
	}
	return c, on, wrap(err, "read a case")
}

// CaseByCode returns the case that a code leads to; ErrNotFound.
func (s *Store) CaseByCode(ctx context.Context, helpline, codeHash string) (referral.Case, error) {
	return s.oneCase(ctx, "helpline = ? AND code = ?", helpline, codeHash)
}

func (s *Store) oneCase(ctx context.Context, which string, args ...any) (referral.Case, error) {
	found, err := s.cases(ctx, which, args...)
	if err == nil && len(found) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return referral.Case{}, wrap(err, "read a case")
	}
	return found[0], nil
}

// Cases returns a helpline's cases opened in [from, until), the newest first.
func (s *Store) Cases(ctx context.Context, helpline string, from, until time.Time, limit int) ([]referral.Case, error) {
	found, err := s.cases(ctx, "helpline = ? AND opened >= ? AND opened < ? ORDER BY opened DESC, id LIMIT ?",
		helpline, from.Unix(), until.Unix(), limit)
	return found, wrap(err, "read cases")
}

func (s *Store) cases(ctx context.Context, which string, args ...any) ([]referral.Case, error) {
	var found []referral.Case
	err := s.each(ctx, func(rows scanner) error {
		c, err := scanCase(rows)
		found = append(found, c)
		return err
	}, "SELECT "+caseColumns+" FROM help_case WHERE "+which, args...)
	return found, err
}

// scanCase reads caseColumns, and what is selected behind them.
func scanCase(rows scanner, behind ...any) (c referral.Case, err error) {
	var opened, eraseAt int64
	var needs, picks string
	p := &c.Contact
	err = rows.Scan(append([]any{&c.ID, &c.Helpline, &c.Version, &opened, &c.OpenedBy, &eraseAt, &needs, &c.Area, &c.Language, &c.Channel,
		&c.Disposition, &p.MayCall, &p.MayMessage, &p.From, &p.Until, &p.Zone, &picks}, behind...)...)
	c.Opened, c.EraseAt = fromUnix(opened), fromUnix(eraseAt)
	c.Needs, c.Picks = strings.Fields(needs), strings.Fields(picks)
	return c, err
}

// ChangeCase stores the facts of a case if it still has the version; changed is
// false if it has another, or is not there.
func (s *Store) ChangeCase(ctx context.Context, helpline, id string, version int64, f referral.Facts, n audit.Note) (changed bool, err error) {
	changed, err = s.notedIf(ctx, n, func(tx *tx) (int64, error) {
		values := append(factValues(f), helpline, id, version)
		return tx.exec(`UPDATE help_case SET version = version + 1, needs = ?, area = ?, language = ?, channel = ?, disposition = ?,
			may_call = ?, may_message = ?, call_from = ?, call_until = ?, zone = ?, picks = ?
			WHERE helpline = ? AND id = ? AND version = ?`, values...)
	})
	return changed, wrap(err, "change a case")
}

// JoinCase puts somebody on a case.
func (s *Store) JoinCase(ctx context.Context, caseID, person string, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error { return tx.joinCase(caseID, person) }), "join a case")
}

func (t *tx) joinCase(caseID, person string) error {
	_, err := t.exec("INSERT INTO case_person (case_id, person) VALUES (?, ?) ON CONFLICT (case_id, person) DO NOTHING", caseID, person)
	return err
}
