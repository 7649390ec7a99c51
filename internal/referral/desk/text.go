package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"haven/internal/referral"
	"haven/internal/seal"
	"haven/internal/store"
)

// ErrNoConsent: what was asked for needs a consent that is not there, or not
// any more.
var ErrNoConsent = fmt.Errorf("%w: record the person's consent first", referral.ErrInvalid)

// Texts returns the texts of a case, by field: contact details only while a
// consent to keep them stands.
func (d *Desk) Texts(ctx context.Context, by referral.Actor, caseID string) ([]referral.Text, error) {
	key, err := d.keyToRead(ctx, by, caseID)
	if err != nil {
		return nil, err
	}
	texts, err := d.texts(ctx, key, caseID)
	if err != nil {
		return nil, err
	}
	err = d.needConsent(ctx, caseID, referral.KeepContact, by.Org)
	if errors.Is(err, ErrNoConsent) {
		return slices.DeleteFunc(texts, func(t referral.Text) bool { return t.Field == referral.TextContact }), nil
	}
	return texts, err
}

// keyToRead is keyFor for what hands out what the key opens.
func (d *Desk) keyToRead(ctx context.Context, by referral.Actor, caseID string) (seal.Secret, error) {
	key, err := d.seenKey(ctx, by, caseID)
	if err != nil {
		return seal.Secret{}, err
	}
	return key, d.read(ctx, by, ofCase(caseID))
}

// keyFor is the key of a case for somebody who may see it.
func (d *Desk) keyFor(ctx context.Context, by referral.Actor, caseID string) (seal.Secret, error) {
	if _, err := d.see(ctx, by, caseID); err != nil {
		return seal.Secret{}, err
	}
	return d.caseKey(ctx, caseID)
}

func (d *Desk) texts(ctx context.Context, key seal.Secret, caseID string) ([]referral.Text, error) {
	sealed, err := d.store.CaseTexts(ctx, caseID)
	if err != nil {
		return nil, err
	}
	texts := make([]referral.Text, 0, len(sealed))
	for _, s := range sealed {
		words, err := key.Open(s.Sealed, textOf(caseID, s.Field))
		if err != nil {
			return nil, err
		}
		texts = append(texts, referral.Text{Field: s.Field, Version: s.Version, Words: words, By: s.By, At: s.At})
	}
	return texts, nil
}

func textOf(caseID string, f referral.Field) string { return "text " + caseID + " " + string(f) }

// Write stores a text as the version after t.Version, which is that of the text
// as it was read, 0 for none. A *referral.ConflictError[referral.Text] carries
// both when somebody else was faster. Contact details need a consent.
func (d *Desk) Write(ctx context.Context, by referral.Actor, caseID string, t referral.Text) error {
	err := d.write(ctx, by, caseID, t)
	var met *referral.ConflictError[referral.Text]
	if errors.As(err, &met) {
		if unnoted := d.read(ctx, by, ofCase(caseID)); unnoted != nil {
			return unnoted
		}
	}
	return err
}

func (d *Desk) write(ctx context.Context, by referral.Actor, caseID string, t referral.Text) error {
	if err := t.Validate(); err != nil {
		return err
	}
	key, err := d.keyFor(ctx, by, caseID)
	if err != nil {
		return err
	}
	if t.Field == referral.TextContact {
		if err := d.needConsent(ctx, caseID, referral.KeepContact, by.Org); err != nil {
			return err
		}
	}
	t.By, t.At = by.Person, d.now().UTC().Truncate(time.Second)
	written, err := d.store.WriteCaseText(ctx, store.SealedText{Case: caseID, Field: t.Field, Version: t.Version, By: t.By, At: t.At,
		Sealed: key.Seal(t.Words, textOf(caseID, t.Field))}, d.note(by, textWritten, part(caseID, "text", string(t.Field))))
	if err != nil || written {
		return err
	}
	return d.conflict(ctx, key, caseID, t)
}

// conflict is the error that carries both texts.
func (d *Desk) conflict(ctx context.Context, key seal.Secret, caseID string, yours referral.Text) error {
	texts, err := d.texts(ctx, key, caseID)
	if err != nil {
		return err
	}
	conflict := &referral.ConflictError[referral.Text]{Yours: yours, Theirs: referral.Text{Field: yours.Field}}
	for _, t := range texts { // none when it was deleted meanwhile
		if t.Field == yours.Field {
			conflict.Version, conflict.Theirs = t.Version, t
		}
	}
	return conflict
}
