package desk

import (
	"context"
	"time"

	"haven/internal/referral"
)

// PlaceNotes returns what somebody's helpline noted on some places, by place.
func (d *Desk) PlaceNotes(ctx context.Context, by referral.Actor, listings ...string) (map[string]referral.PlaceNote, error) {
	if !isStaff(by) {
		return nil, ErrNotFound
	}
	return d.store.PlaceNotes(ctx, by.Org, listings)
}

// NotePlace stores a note on a place as the version after n.Version. A
// *referral.ConflictError[referral.PlaceNote] carries both when a colleague was
// faster.
func (d *Desk) NotePlace(ctx context.Context, by referral.Actor, n referral.PlaceNote) error {
	if !isStaff(by) {
		return ErrNotFound
	}
	n.Helpline, n.By, n.At = by.Org, by.Person, d.now().UTC().Truncate(time.Second)
	if err := n.Validate(); err != nil {
		return err
	}
	written, err := d.store.WritePlaceNote(ctx, n, d.note(by, placeNoted, "place:"+n.Listing))
	if err != nil || written {
		return err
	}
	notes, err := d.store.PlaceNotes(ctx, by.Org, []string{n.Listing})
	if err != nil {
		return err
	}
	theirs := notes[n.Listing]
	return &referral.ConflictError[referral.PlaceNote]{Version: theirs.Version, Yours: n, Theirs: theirs}
}
