package store

import (
	"context"
	"time"

	"haven/internal/audit"
)

// TrayState tells how far something in the tray is.
type TrayState string

// A file waits, is tried, and is imported when it is accepted. A run to undo is
// accepted from the beginning.
const (
	TrayWaiting   TrayState = "waiting"
	TrayTrying    TrayState = "trying"
	TrayUnmapped  TrayState = "unmapped" // a CSV file whose mapping is missing or wrong
	TrayTried     TrayState = "tried"
	TrayRefused   TrayState = "refused"
	TrayAccepted  TrayState = "accepted"
	TrayImporting TrayState = "importing"
	TrayDone      TrayState = "done"
	TrayFailed    TrayState = "failed"
	TrayDiscarded TrayState = "discarded"
)

// TrayRow is a file on its way in, or a run on its way out.
type TrayRow struct {
	ID, Undoes, Origin string
	Source, File       string
	Size               int64
	SHA256, Mapping    string
	Published          time.Time // zero: as the file says
	Extent             string    // complete, partial, or "" as the file says
	By                 string
	Arrived            time.Time
	State              TrayState
	AcceptDrop         bool
	Run, Report, Fault string
	Stage              string
	Done, Total        int
	Beat               time.Time
}

const trayColumns = "id, undoes, origin, source, file, size, sha256, mapping, published, extent, by_whom, arrived, " +
	"state, accept_drop, run, report, fault, stage, done, total, beat"

// AddTray puts something into the tray.
func (s *Store) AddTray(ctx context.Context, r TrayRow, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error {
		_, err := tx.exec("INSERT INTO tray ("+trayColumns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			r.ID, r.Undoes, r.Origin, r.Source, r.File, r.Size, r.SHA256, r.Mapping, unixOrNone(r.Published), r.Extent, r.By, r.Arrived.Unix(),
			string(r.State), r.AcceptDrop, r.Run, r.Report, r.Fault, r.Stage, r.Done, r.Total, unixOrNone(r.Beat))
		return err
	}), "put into the tray")
}

// Tray returns what came last, the newest first.
func (s *Store) Tray(ctx context.Context, limit int) ([]TrayRow, error) {
	rows, err := s.tray(ctx, "ORDER BY arrived DESC, id LIMIT ?", limit)
	return rows, wrap(err, "read the tray")
}

// TrayIn returns what is in a state, the oldest first.
func (s *Store) TrayIn(ctx context.Context, state TrayState) ([]TrayRow, error) {
	rows, err := s.tray(ctx, "WHERE state = ? ORDER BY arrived, id", string(state))
	return rows, wrap(err, "read the tray")
}

// TrayOf returns one row; ErrNotFound.
func (s *Store) TrayOf(ctx context.Context, id string) (TrayRow, error) {
	rows, err := s.tray(ctx, "WHERE id = ?", id)
	if err == nil && len(rows) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return TrayRow{}, wrap(err, "read the tray")
	}
	return rows[0], nil
}

// TrayHas reports whether a file with these bytes came from somewhere before.
func (s *Store) TrayHas(ctx context.Context, origin, sha256 string) (bool, error) {
	var has bool
	err := s.db.GetContext(ctx, &has, s.db.Rebind("SELECT EXISTS (SELECT 1 FROM tray WHERE origin = ? AND sha256 = ?)"), origin, sha256)
	return has, wrap(err, "read the tray")
}

func (s *Store) tray(ctx context.Context, which string, args ...any) ([]TrayRow, error) {
	var all []TrayRow
	err := s.each(ctx, func(rows scanner) error {
		var r TrayRow
		var published, arrived, beat int64
		err := rows.Scan(&r.ID, &r.Undoes, &r.Origin, &r.Source, &r.File, &r.Size, &r.SHA256, &r.Mapping, &published, &r.Extent, &r.By, &arrived,
			&r.State, &r.AcceptDrop, &r.Run, &r.Report, &r.Fault, &r.Stage, &r.Done, &r.Total, &beat)
		r.Published, r.Arrived, r.Beat = timeOrNone(published), fromUnix(arrived), timeOrNone(beat)
		all = append(all, r)
		return err
	}, "SELECT "+trayColumns+" FROM tray "+which, args...)
	return all, err
}

// DecideTray changes a row that is in one of some states: its state and what a
// person decides. ErrNotFound when it is in none of them, as where a colleague
// was faster.
func (s *Store) DecideTray(ctx context.Context, r TrayRow, from []TrayState, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error {
		states := make([]string, len(from))
		for i, state := range from {
			states[i] = string(state)
		}
		return found(tx.exec("UPDATE tray SET state = ?, source = ?, mapping = ?, published = ?, extent = ?, accept_drop = ?, fault = '', stage = '', done = 0, total = 0, beat = 0 WHERE id = ? AND "+oneOf("state", states),
			append([]any{string(r.State), r.Source, r.Mapping, unixOrNone(r.Published), r.Extent, r.AcceptDrop, r.ID}, anys(states)...)...))
	}), "decide about the tray")
}

// ClaimTray is for whoever begins to work at a row, which nobody may have taken
// up since it was read; taken tells whether it is theirs.
func (s *Store) ClaimTray(ctx context.Context, r TrayRow, state TrayState, run string, now time.Time) (taken bool, err error) {
	err = s.write(ctx, func(tx *tx) error {
		n, err := tx.exec("UPDATE tray SET state = ?, run = ?, beat = ? WHERE id = ? AND state = ? AND run = ? AND beat = ?",
			string(state), run, now.Unix(), r.ID, string(r.State), r.Run, unixOrNone(r.Beat))
		taken = n > 0
		return err
	})
	return taken, wrap(err, "take up the tray")
}

// BeatTray says how far somebody is who works at a row by a run.
func (s *Store) BeatTray(ctx context.Context, r TrayRow, now time.Time) error {
	return wrap(s.write(ctx, func(tx *tx) error {
		_, err := tx.exec("UPDATE tray SET stage = ?, done = ?, total = ?, beat = ? WHERE id = ? AND run = ?", r.Stage, r.Done, r.Total, unixOrNone(now), r.ID, r.Run)
		return err
	}), "tell how far the tray is")
}

// EndTray stores what came of working at a row by a run; nothing when another
// has taken it up since.
func (s *Store) EndTray(ctx context.Context, r TrayRow) error {
	return wrap(s.write(ctx, func(tx *tx) error {
		_, err := tx.exec("UPDATE tray SET state = ?, source = ?, published = ?, report = ?, fault = ?, beat = 0 WHERE id = ? AND run = ?",
			string(r.State), r.Source, unixOrNone(r.Published), r.Report, r.Fault, r.ID, r.Run)
		return err
	}), "end work at the tray")
}
