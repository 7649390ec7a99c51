package store

import (
	"context"
	"slices"
	"strings"
	"time"

	"haven/internal/audit"
	"haven/internal/facility"
)

// FindingRow is what a scan found in a listing: fields of which sources
// disagree, or a rule that it breaks. It holds no values of the listing.
type FindingRow struct {
	ID       string // made when it is stored for the first time
	Kind     string
	Listing  string
	About    string // the weightiest field, or the rule
	Count    int    // of fields
	Severity int
	Since    time.Time // when it was found first
	Facts    string    // digest of what was found
	// Accepted is when a steward said that it is right as it is, AcceptedBy
	// their account and Why their words; the zero time if nobody did. It counts
	// until the facts are others.
	Accepted   time.Time
	AcceptedBy string
	Why        string
}

// about is what a listing has one finding of.
func (f *FindingRow) about() string { return f.Kind + "\n" + f.Listing + "\n" + f.About }

const findingColumns = "id, kind, listing, about, count, severity, since, facts, accepted, accepted_by, why"

// Scan tells what was scanned for findings.
type Scan struct {
	Revision int64 // up to which listings were scanned
	Rules    int64 // which rules they were judged by, 0 for none
}

// Scanned is the last scan.
func (s *Store) Scanned(ctx context.Context) (Scan, error) {
	var last Scan
	err := s.db.GetContext(ctx, &last, `SELECT
		(SELECT value FROM counter WHERE name = 'scanned') AS revision,
		(SELECT value FROM counter WHERE name = 'scanned_rules') AS rules`)
	return last, wrap(err, "read how far listings were scanned")
}

// SetScanned says what was scanned last.
func (s *Store) SetScanned(ctx context.Context, last Scan) error {
	return wrap(s.write(ctx, func(tx *tx) error {
		if _, err := tx.exec("UPDATE counter SET value = ? WHERE name = 'scanned'", last.Revision); err != nil {
			return err
		}
		_, err := tx.exec("UPDATE counter SET value = ? WHERE name = 'scanned_rules'", last.Rules)
		return err
	}), "keep how far listings were scanned")
}

// PutFindings stores all that a scan found of a kind in some listings. What
// was found before keeps its id and its age, and that it was accepted if the
// facts are the same; what is found no more is deleted.
func (s *Store) PutFindings(ctx context.Context, kind string, listings []string, found []FindingRow) error {
	byListing := map[string][]FindingRow{}
	for _, f := range found {
		byListing[f.Listing] = append(byListing[f.Listing], f)
	}
	for ids := range slices.Chunk(listings, batch) {
		var here []FindingRow
		for _, id := range ids {
			here = append(here, byListing[id]...)
		}
		had, err := findingsIn(ctx, s.db, kind, ids)
		if err == nil && !sameFindings(had, here) { // who has nothing to write holds nobody up
			err = s.write(ctx, func(tx *tx) error { return tx.putFindings(kind, ids, here) })
		}
		if err != nil {
			return wrap(err, "store findings")
		}
	}
	return nil
}

func findingsIn(ctx context.Context, q queryer, kind string, listings []string) ([]FindingRow, error) {
	return findings(ctx, q, "kind = ? AND "+oneOf("listing", listings), append([]any{kind}, anys(listings)...)...)
}

func sameFindings(had, found []FindingRow) bool {
	facts := map[string]string{}
	for _, f := range had {
		facts[f.about()] = f.Facts
	}
	for _, f := range found {
		if facts[f.about()] != f.Facts {
			return false
		}
	}
	return len(had) == len(found)
}

// putFindings writes what differs from what is stored. Scans of several
// servers take turns.
func (t *tx) putFindings(kind string, listings []string, found []FindingRow) error {
	if _, err := t.exec("UPDATE counter SET value = value WHERE name = 'scanned'"); err != nil {
		return err // the update is for its lock alone
	}
	had, err := findingsIn(t.ctx, t.tx, kind, listings)
	if err != nil {
		return err
	}
	before := make(map[string]FindingRow, len(had))
	for _, f := range had {
		before[f.about()] = f
	}
	for _, f := range found {
		old, known := before[f.about()]
		delete(before, f.about())
		if err := t.putFinding(f, old, known); err != nil {
			return err
		}
	}
	for _, gone := range before {
		if _, err := t.exec("DELETE FROM finding WHERE id = ?", gone.ID); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) putFinding(f, old FindingRow, known bool) error {
	if !known {
		_, err := t.exec("INSERT INTO finding ("+findingColumns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, '', '')",
			newID(), f.Kind, f.Listing, f.About, f.Count, f.Severity, f.Since.Unix(), f.Facts)
		return err
	}
	if old.Count == f.Count && old.Severity == f.Severity && old.Facts == f.Facts {
		return nil
	}
	if old.Facts == f.Facts || old.Accepted.IsZero() {
		_, err := t.exec("UPDATE finding SET count = ?, severity = ?, facts = ? WHERE id = ?", f.Count, f.Severity, f.Facts, old.ID)
		return err
	}
	_, err := t.exec("UPDATE finding SET count = ?, severity = ?, facts = ?, since = ?, accepted = 0, accepted_by = '', why = '' WHERE id = ?",
		f.Count, f.Severity, f.Facts, f.Since.Unix(), old.ID)
	return err
}

// DropFindings deletes what was found in listings that are not shown any more.
func (s *Store) DropFindings(ctx context.Context) error {
	return wrap(s.write(ctx, func(tx *tx) error {
		_, err := tx.exec("DELETE FROM finding WHERE NOT EXISTS (SELECT 1 FROM listing WHERE listing.id = finding.listing AND state = ? AND gone = ?)", string(Listed), false)
		return err
	}), "delete findings")
}

// seen is how much a listing is looked for, as far as that is known: how often
// helplines have called it or sent somebody there.
const seen = `((SELECT COUNT(*) FROM place_call WHERE place_call.listing = finding.listing)
	+ (SELECT COUNT(*) FROM referral WHERE referral.listing = finding.listing))`

// OpenFindings returns findings of a kind that nobody accepted: the most
// severe first, then those of listings that are looked for most.
func (s *Store) OpenFindings(ctx context.Context, kind string, limit int) ([]FindingRow, error) {
	return findings(ctx, s.db, "kind = ? AND accepted = 0 ORDER BY severity DESC, "+seen+" DESC, since, id LIMIT ?", kind, limit)
}

// CountOpenFindings is how many of a kind nobody accepted.
func (s *Store) CountOpenFindings(ctx context.Context, kind string) (n int, err error) {
	err = s.db.GetContext(ctx, &n, s.db.Rebind("SELECT COUNT(*) FROM finding WHERE kind = ? AND accepted = 0"), kind)
	return n, wrap(err, "count findings")
}

// FindOpenFindings returns those of some findings that nobody accepted.
func (s *Store) FindOpenFindings(ctx context.Context, kind string, ids ...string) ([]FindingRow, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return findings(ctx, s.db, "kind = ? AND accepted = 0 AND "+oneOf("id", ids), append([]any{kind}, anys(ids)...)...)
}

// FindingCount is how many findings there are of one thing.
type FindingCount struct {
	Kind, About string
	Open        int
	Accepted    int
}

// CountFindings counts the findings by what they are about.
func (s *Store) CountFindings(ctx context.Context) ([]FindingCount, error) {
	var counts []FindingCount
	err := s.each(ctx, func(rows scanner) error {
		var c FindingCount
		err := rows.Scan(&c.Kind, &c.About, &c.Open, &c.Accepted)
		counts = append(counts, c)
		return err
	}, `SELECT kind, about, SUM(CASE WHEN accepted = 0 THEN 1 ELSE 0 END), SUM(CASE WHEN accepted = 0 THEN 0 ELSE 1 END)
		FROM finding GROUP BY kind, about ORDER BY kind, about`)
	return counts, wrap(err, "count findings")
}

// AcceptFinding stores that a finding is right as it is, and takes it from
// whoever had it. It reports whether it was still open.
func (s *Store) AcceptFinding(ctx context.Context, f FindingRow, n audit.Note) (bool, error) {
	accepted, err := s.notedIf(ctx, n, func(tx *tx) (int64, error) {
		rows, err := tx.exec("UPDATE finding SET accepted = ?, accepted_by = ?, why = ? WHERE id = ? AND facts = ? AND accepted = 0",
			f.Accepted.Unix(), f.AcceptedBy, f.Why, f.ID, f.Facts)
		if err == nil && rows > 0 {
			_, err = tx.unassign(f.Kind, f.ID)
		}
		return rows, err
	})
	return accepted, wrap(err, "accept a finding")
}

// DeleteFinding deletes a finding that is settled, with who had it.
func (s *Store) DeleteFinding(ctx context.Context, id string) error {
	return wrap(s.write(ctx, func(tx *tx) error {
		_, err := tx.exec("DELETE FROM finding WHERE id = ?", id)
		return err
	}), "delete a finding")
}

// ListingsSharing returns listings that have a number or the website of one,
// itself left out.
func (s *Store) ListingsSharing(ctx context.Context, l facility.Listing, limit int) ([]facility.Listing, error) {
	var shared []string
	args := []any{l.ID, string(Listed), false}
	if len(l.Phones) > 0 {
		shared, args = append(shared, "phones LIKE ?"), append(args, `%"`+l.Phones[0].E164+`"%`)
	}
	if l.Website != "" {
		shared, args = append(shared, "website = ?"), append(args, l.Website)
	}
	if len(shared) == 0 {
		return nil, nil
	}
	var found []facility.Listing
	err := s.each(ctx, func(rows scanner) error {
		c, err := scanListing(rows)
		found = append(found, c.Listing)
		return err
	}, selectListing+"WHERE id <> ? AND state = ? AND gone = ? AND ("+strings.Join(shared, " OR ")+") ORDER BY id LIMIT ?", append(args, limit)...)
	return found, wrap(err, "read listings that share a number")
}

// ListingsNear returns listings with a five-digit ZIP code or with a number; ""
// stands for none.
func (s *Store) ListingsNear(ctx context.Context, zip, phone string, limit int) ([]facility.Listing, error) {
	var found []facility.Listing
	err := s.each(ctx, func(rows scanner) error {
		c, err := scanListing(rows)
		found = append(found, c.Listing)
		return err
	}, selectListing+`WHERE state = ? AND (? <> '' AND zip LIKE ? OR ? <> '' AND phones LIKE ?) ORDER BY id LIMIT ?`,
		string(Listed), zip, zip+"%", phone, `%"`+phone+`"%`, limit)
	return found, wrap(err, "read listings nearby")
}

func findings(ctx context.Context, q queryer, which string, args ...any) ([]FindingRow, error) {
	var found []FindingRow
	err := read(ctx, q, func(rows scanner) error {
		var f FindingRow
		var since, accepted int64
		err := rows.Scan(&f.ID, &f.Kind, &f.Listing, &f.About, &f.Count, &f.Severity, &since, &f.Facts, &accepted, &f.AcceptedBy, &f.Why)
		f.Since, f.Accepted = fromUnix(since), timeOrNone(accepted)
		found = append(found, f)
		return err
	}, "SELECT "+findingColumns+" FROM finding WHERE "+which, args...)
	return found, wrap(err, "read findings")
}
