package store

import (
	"context"
	"encoding/json"
	"time"

	"haven/internal/audit"
	"haven/internal/checkin"
	"haven/internal/facility"
)

// AddCheckin stores a link that a place answers by, under its token's hash.
func (s *Store) AddCheckin(ctx context.Context, l checkin.Link, hash string, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error { return tx.addCheckin(l, hash) }), "store a link")
}

// AddCheckinUnlessAsked is AddCheckin for a place for which no link was made
// since a time. It reports whether it stored the link.
func (s *Store) AddCheckinUnlessAsked(ctx context.Context, l checkin.Link, hash string, since time.Time, n audit.Note) (bool, error) {
	there, args := atPlace(l.Listing)
	added, err := s.notedIf(ctx, n, func(tx *tx) (int64, error) {
		// The update is for its lock alone: of two at once the second sees the link.
		if _, err := tx.exec("UPDATE listing SET gone = gone WHERE id = ?", l.Listing); err != nil {
			return 0, err
		}
		var asked int64
		if err := tx.one(&asked, "SELECT COUNT(*) FROM checkin_link WHERE "+there+" AND made > ?", append(args, since.Unix())...); err != nil || asked > 0 {
			return 0, err
		}
		return 1, tx.addCheckin(l, hash)
	})
	return added, wrap(err, "store a link")
}

func (t *tx) addCheckin(l checkin.Link, hash string) error {
	_, err := t.exec("INSERT INTO checkin_link (id, hash, listing, way, made, expires, made_by) VALUES (?, ?, ?, ?, ?, ?, ?)",
		l.ID, hash, l.Listing, string(l.Way), l.Made.Unix(), l.Expires.Unix(), l.MadeBy)
	return err
}

// Checkin returns the link of a token's hash; ErrNotFound. Whether its time is
// over is for the caller to judge.
func (s *Store) Checkin(ctx context.Context, hash string) (checkin.Link, error) {
	links, err := s.checkins(ctx, "hash = ?", hash)
	if err == nil && len(links) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return checkin.Link{}, wrap(err, "read a link")
	}
	return links[0], nil
}

func (s *Store) checkins(ctx context.Context, which, arg string) (links []checkin.Link, err error) {
	err = s.each(ctx, func(rows scanner) error {
		var l checkin.Link
		var made, expires int64
		err := rows.Scan(&l.ID, &l.Listing, &l.Way, &made, &expires, &l.MadeBy)
		l.Made, l.Expires = fromUnix(made), fromUnix(expires)
		links = append(links, l)
		return err
	}, "SELECT id, listing, way, made, expires, made_by FROM checkin_link WHERE "+which, arg)
	return links, err
}

// AskedSince returns when places were asked from a time on, under whatever ids
// lead to them, by place.
func (s *Store) AskedSince(ctx context.Context, listings []string, since time.Time) (map[string][]time.Time, error) {
	asked := make(map[string][]time.Time, len(listings))
	if len(listings) == 0 {
		return asked, nil
	}
	there, args := atPlace(listings...)
	err := s.each(ctx, func(rows scanner) error {
		var listing string
		var made int64
		err := rows.Scan(&listing, &made)
		asked[listing] = append(asked[listing], fromUnix(made))
		return err
	}, "SELECT "+leadsTo("checkin_link")+", made FROM checkin_link WHERE "+there+" AND made >= ?", append(args, since.Unix())...)
	return asked, wrap(err, "read when places were asked")
}

// EndCheckins ends the links of a place that still work. They stay, as they count
// for how often the place was asked.
func (s *Store) EndCheckins(ctx context.Context, listing string, now time.Time, n audit.Note) error {
	there, args := atPlace(listing)
	args = append([]any{now.Unix()}, append(args, now.Unix())...)
	_, err := s.notedIf(ctx, n, func(tx *tx) (int64, error) {
		return tx.exec("UPDATE checkin_link SET expires = ? WHERE "+there+" AND expires > ?", args...)
	})
	return wrap(err, "end links")
}

// SweepCheckins deletes links that were made before a time, with their answers.
func (s *Store) SweepCheckins(ctx context.Context, before time.Time) error {
	return wrap(s.write(ctx, func(tx *tx) error {
		_, err := tx.exec("DELETE FROM checkin_answer WHERE link IN (SELECT id FROM checkin_link WHERE made < ?)", before.Unix())
		if err != nil {
			return err
		}
		_, err = tx.exec("DELETE FROM checkin_link WHERE made < ?", before.Unix())
		return err
	}), "delete old links")
}

// answerDetail is what an answer holds beside its kind.
type answerDetail struct {
	Openings facility.Openings `json:"openings,omitempty"`
	Until    time.Time         `json:"until,omitzero"`
	Words    string            `json:"words,omitempty"`
}

// AddAnswer stores what was answered by a link, beside the statement that it
// made, if it made one.
func AddAnswer(a checkin.Answer, n audit.Note) Beside {
	return func(tx *tx, revision int64) error {
		detail, err := json.Marshal(answerDetail{a.Openings, a.Until, a.Words})
		if err != nil {
			return err
		}
		_, err = tx.exec("INSERT INTO checkin_answer (id, link, listing, kind, detail, at, said, taken_back) VALUES (?, ?, ?, ?, ?, ?, ?, 0)",
			a.ID, a.Link, a.Listing, string(a.Kind), string(detail), a.At.Unix(), revision)
		if err != nil {
			return err
		}
		return tx.note(n)
	}
}

// AnswersBy returns what was answered by a link, the newest first.
func (s *Store) AnswersBy(ctx context.Context, link string) (answers []checkin.Answer, err error) {
	err = s.each(ctx, func(rows scanner) error {
		a, err := scanAnswer(rows)
		answers = append(answers, a)
		return err
	}, "SELECT id, link, listing, kind, detail, at, said, taken_back FROM checkin_answer WHERE link = ? ORDER BY at DESC, said DESC, id", link)
	return answers, wrap(err, "read answers")
}

func scanAnswer(rows scanner) (a checkin.Answer, err error) {
	var detail []byte
	var at, back int64
	if err := rows.Scan(&a.ID, &a.Link, &a.Listing, &a.Kind, &detail, &at, &a.Said, &back); err != nil {
		return a, err
	}
	a.At = fromUnix(at)
	if back != 0 {
		a.TakenBack = fromUnix(back)
	}
	var d answerDetail
	err = json.Unmarshal(detail, &d)
	a.Openings, a.Until, a.Words = d.Openings, d.Until, d.Words
	return a, err
}

// TakeAnswerBack marks an answer as taken back.
func TakeAnswerBack(id string, now time.Time, n audit.Note) Beside {
	return func(tx *tx, _ int64) error {
		rows, err := tx.exec("UPDATE checkin_answer SET taken_back = ? WHERE id = ? AND taken_back = 0", now.Unix(), id)
		if err != nil || rows == 0 {
			return err
		}
		return tx.note(n)
	}
}

// DropCheckin deletes a link, as if the place had not been asked.
func (s *Store) DropCheckin(ctx context.Context, id string, n audit.Note) error {
	_, err := s.notedIf(ctx, n, func(tx *tx) (int64, error) {
		return tx.exec("DELETE FROM checkin_link WHERE id = ?", id)
	})
	return wrap(err, "forget a link")
}
