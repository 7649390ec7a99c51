package store

import (
	"context"

	"haven/internal/geo"
)

// EditionStatement is what a run said about a record, in short.
type EditionStatement struct {
	Record, Digest, Run string
	Complete            bool // of the run
}

// EditionPoint is the point that a run gave an address.
type EditionPoint struct {
	Key, StreetKey string // as in PointRow
	Point          geo.Point
	Run            string
	Complete       bool // of the run
}

// ofEdition selects the visible runs of an edition.
const ofEdition = "WHERE run.series = ? AND run.published = ? AND run.state = ? ORDER BY run.ordinal"

// EditionStatements hands on what visible runs of the edition of e said, in the
// order in which they began: of two about one record the later stands.
func (s *Store) EditionStatements(ctx context.Context, e Run, each func(EditionStatement) error) error {
	err := s.each(ctx, func(rows scanner) error {
		var st EditionStatement
		if err := rows.Scan(&st.Record, &st.Digest, &st.Run, &st.Complete); err != nil {
			return err
		}
		return each(st)
	}, "SELECT statement.record, statement.digest, run.id, run.complete FROM run JOIN statement ON statement.run = run.id AND statement.revision < ? "+ofEdition,
		remark, e.Series, e.Published.Unix(), RunPublished)
	return wrap(err, "read the statements of an edition")
}

// EditionPoints hands on the known points of the edition of e, as
// [Store.EditionStatements] its statements.
func (s *Store) EditionPoints(ctx context.Context, e Run, each func(EditionPoint) error) error {
	err := s.each(ctx, func(rows scanner) error {
		var p EditionPoint
		if err := rows.Scan(&p.Key, &p.StreetKey, &p.Point.Lat, &p.Point.Lon, &p.Run, &p.Complete); err != nil {
			return err
		}
		return each(p)
	}, "SELECT known_point.address, known_point.street, known_point.lat, known_point.lon, run.id, run.complete FROM run JOIN known_point ON known_point.run = run.id "+ofEdition,
		e.Series, e.Published.Unix(), RunPublished)
	return wrap(err, "read the known points of an edition")
}
