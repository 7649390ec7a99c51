package store

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"haven/internal/facility"
)

// PastStatement is a statement with when it was known.
type PastStatement struct {
	facility.Statement
	Run, File string // of an import; "" for what was said directly
	Revision  int64  // at which it was said directly
	// From is when it became known, and Until when it was withdrawn or replaced
	// by another import of the same edition; the zero time if it still is known.
	From, Until time.Time
}

// KnownAt reports whether it was known at a time.
func (p *PastStatement) KnownAt(at time.Time) bool {
	return !p.From.After(at) && (p.Until.IsZero() || p.Until.After(at))
}

// Past returns all statements about these records that were ever seen, in the
// order in which they were said. What was taken back by whoever said it is gone.
func (s *Store) Past(ctx context.Context, keys []string) ([]PastStatement, error) {
	var found []PastStatement
	for keys := range slices.Chunk(keys, batch) {
		err := s.each(ctx, func(rows scanner) error {
			p, err := scanPast(rows)
			if err == nil && (p.Until.IsZero() || p.Until.After(p.From)) {
				found = append(found, p)
			}
			return err
		}, `SELECT statement.record, statement.source, statement.series, said_at, rank, claims, yes_codes, no_codes, statement.by_whom, why,
			statement.run, statement.revision, COALESCE(run.file, ''), COALESCE(run.finished, said_at), CASE run.state
				WHEN 'superseded' THEN COALESCE((SELECT MIN(next.finished) FROM run AS next WHERE next.series = run.series
					AND next.published = run.published AND next.complete AND next.ordinal > run.ordinal
					AND next.state IN ('published', 'superseded')), 1)
				WHEN 'withdrawn' THEN COALESCE((SELECT MAX(undo.finished) FROM run AS undo WHERE undo.undoes = run.id), 1)
				ELSE 0 END
			FROM statement LEFT JOIN run ON run.id = statement.run
			WHERE (statement.run = '' OR run.state IN ('published', 'superseded', 'withdrawn')) AND `+oneOf("statement.record", keys)+`
			ORDER BY statement.revision, run.ordinal, statement.record`, anys(keys)...)
		if err != nil {
			return nil, wrap(err, "read the past of a listing")
		}
	}
	return found, nil
}

func scanPast(rows scanner) (PastStatement, error) {
	var p PastStatement
	var at, from, until int64
	var claims []byte
	var yes, no string
	err := rows.Scan(&p.Record, &p.Source, &p.Series, &at, &p.Rank, &claims, &yes, &no, &p.By, &p.Why, &p.Run, &p.Revision, &p.File, &from, &until)
	if err != nil {
		return p, err
	}
	p.At, p.From, p.Until = fromUnix(at), fromUnix(from), timeOrNone(until)
	err = json.Unmarshal(claims, &p.Claims)
	p.Claims.Yes, p.Claims.No = splitCodes(yes), splitCodes(no)
	return p, wrap(err, "claims")
}
