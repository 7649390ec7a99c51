package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"haven/internal/facility"
)

// StatementRow is a statement as it is stored.
type StatementRow struct {
	Record, Run    string // Run is "" for what is said directly
	Series, Source string
	At             time.Time // to the second
	Rank           facility.Rank
	Claims         facility.Claims
	By, Why        string // see [facility.Statement]
	// Identity is a small JSON of what the record is recognised by, made and
	// read by the importing side. Digest tells two statements' content apart.
	Identity, Digest string
}

var statements = target{
	table:   "statement",
	columns: []string{"record", "run", "revision", "source", "series", "said_at", "rank", "claims", "yes_codes", "no_codes", "identity", "digest", "by_whom", "why"},
}

// values keeps the answered codes out of the JSON: there are some 300 of them
// in a directory's statement, and as JSON they take ten times as long to read.
func (r *StatementRow) values(revision int64) ([]any, error) {
	yes, no, err := joinCodes(r.Claims.Yes, r.Claims.No)
	if err != nil {
		return nil, fmt.Errorf("claims of %s: %w", r.Record, err)
	}
	other := r.Claims
	other.Yes, other.No = nil, nil
	claims, err := json.Marshal(other)
	if err != nil {
		return nil, fmt.Errorf("claims of %s: %w", r.Record, err)
	}
	return []any{r.Record, r.Run, revision, r.Source, r.Series, r.At.Unix(), r.Rank, string(claims), yes, no, r.Identity, r.Digest, r.By, r.Why}, nil
}

// StageStatements stores statements that are seen once their run, the same
// for all rows, is published. ErrDuplicate when the run stated a record
// before; ErrLeaseLost when it is not at work any more.
func (s *Store) StageStatements(ctx context.Context, rows []StatementRow) error {
	return s.stageStatements(ctx, rows, 0)
}

// StageRemarks is StageStatements for what a run itself says, beside what its
// file does: it may say so of records that the file states, too.
func (s *Store) StageRemarks(ctx context.Context, rows []StatementRow) error {
	return s.stageStatements(ctx, rows, remark)
}

// remark is the revision of what a run says beside its file.
const remark = 1

func (s *Store) stageStatements(ctx context.Context, rows []StatementRow, revision int64) error {
	if len(rows) == 0 {
		return nil
	}
	runID := rows[0].Run
	err := stage(ctx, s, runID, statements, rows, nil, func(r *StatementRow) ([]any, error) {
		if r.Run != runID {
			return nil, fmt.Errorf("statement of %s is of run %q, not %q", r.Record, r.Run, runID)
		}
		return r.values(revision)
	})
	s.unmeasured.Add(int64(len(rows)))
	return wrap(err, "stage statements")
}

// Identity is what a record is recognised by, as one statement has it.
type Identity struct {
	Record, Series   string
	At               time.Time
	Identity, Digest string
	Run              string
}

// Identities hands on the identity of every visible statement and of those
// staged by runID ("" for none), in no particular order. With replacing, the
// statements of published runs of the same series and edition as runID's are
// left out: a complete edition supersedes them, a partial file adds to them.
func (s *Store) Identities(ctx context.Context, runID string, replacing bool, each func(Identity) error) error {
	err := s.each(ctx, func(rows scanner) error {
		var i Identity
		var at int64
		if err := rows.Scan(&i.Record, &i.Series, &at, &i.Identity, &i.Digest, &i.Run); err != nil {
			return err
		}
		i.At = fromUnix(at)
		return each(i)
	}, "SELECT record, series, said_at, identity, digest, run FROM statement WHERE "+visible, seenBy(runID, replacing)...)
	return wrap(err, "read identities")
}

// asSaid orders the statements about a record: those of runs, whose revision is
// 0, as the runs began, then those said directly.
const asSaid = "revision, (SELECT ordinal FROM run WHERE run.id = statement.run)"

// StatementsOf returns the statements about these records, by record key,
// those of one record in the order in which they were said: of two that a fold
// cannot tell apart, as within one second, the later stands. Which are seen is
// as for [Store.Identities]. No error tells a record: see [Store.Listing].
func (s *Store) StatementsOf(ctx context.Context, runID string, replacing bool, keys []string) (map[string][]facility.Statement, error) {
	if err := s.measure(ctx); err != nil {
		return nil, err
	}
	found := make(map[string][]facility.Statement, len(keys))
	for keys := range slices.Chunk(keys, batch) {
		query := "SELECT record, source, series, said_at, rank, claims, yes_codes, no_codes, by_whom, why FROM statement WHERE " +
			oneOf("record", keys) + " AND " + visible + " ORDER BY record, " + asSaid
		err := s.each(ctx, func(rows scanner) error {
			st, err := scanStatement(rows)
			found[st.Record] = append(found[st.Record], st)
			return err
		}, query, append(anys(keys), seenBy(runID, replacing)...)...)
		if err != nil {
			return nil, wrap(err, "read statements")
		}
	}
	return found, nil
}

// measure gives PostgreSQL statistics of a table that was just filled: without
// them it reads the whole of it for every few records that are asked for. Its
// own comes around once a minute only.
func (s *Store) measure(ctx context.Context) error {
	if s.engine != postgresEngine || s.unmeasured.Swap(0) == 0 {
		return nil
	}
	_, err := s.db.ExecContext(ctx, "ANALYZE statement")
	return wrap(err, "measure statements")
}

func scanStatement(rows scanner) (facility.Statement, error) {
	var st facility.Statement
	var at int64
	var claims []byte
	var yes, no string
	if err := rows.Scan(&st.Record, &st.Source, &st.Series, &at, &st.Rank, &claims, &yes, &no, &st.By, &st.Why); err != nil {
		return st, err
	}
	st.At = fromUnix(at)
	err := json.Unmarshal(claims, &st.Claims)
	st.Claims.Yes, st.Claims.No = splitCodes(yes), splitCodes(no)
	return st, wrap(err, "claims")
}
