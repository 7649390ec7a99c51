package shift

import (
	"context"
	"net/url"
	"time"
)

// referToAll refers to the places on the list, in their order, until one does
// not decline; what they say they say by voice.
func (c *call) referToAll(ctx context.Context) error {
	places := c.page.all(shownList)
	for i, says := range c.answers {
		if i >= len(places) {
			return nil
		}
		if err := c.refer(ctx, places[i], says); err != nil {
			return err
		}
	}
	return nil
}

// A page of a referral is read as one, and its case for the next place.
func (c *call) refer(ctx context.Context, place string, says answer) error {
	at, err := c.press(ctx, press{
		action: "refer", path: c.path + "/refer", form: url.Values{"place": {place}}, notes: []string{read, "referral.drafted", read, read},
	})
	if err != nil {
		return err
	}
	r := &referred{path: at.path, state: "draft"}
	c.ledger.change(func() {
		c.ledger.cases[c.path].referrals = append(c.ledger.cases[c.path].referrals, r)
	})
	for _, to := range says {
		if at, err = c.moveOn(ctx, at, r, to); err != nil {
			return err
		}
	}
	return nil
}

// moveOn moves a referral on from the page on which it is seen.
func (c *call) moveOn(ctx context.Context, at page, r *referred, to string) (page, error) {
	version, err := at.found(shownVersion)
	if err != nil {
		return at, err
	}
	form := url.Values{"version": {version}, "move": {to}, "via": {"voice"}}
	mark := ""
	switch to {
	case "declined":
		form.Set("reason", "no-room")
		mark = c.mark("declined")
		form.Set("words", mark)
	case "scheduled":
		form.Set("when", time.Now().AddDate(0, 0, 2).Format("2006-01-02T15:04"))
		form.Set("zone", "America/New_York")
	}
	at, err = c.press(ctx, press{action: "move a referral", path: r.path + "/move", form: form, notes: []string{read, "referral." + to, read, read}})
	if err != nil {
		return at, err
	}
	c.ledger.change(func() {
		c.ledger.moves[to]++
		r.state = to
		r.mark += mark
	})
	return at, nil
}
