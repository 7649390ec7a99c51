package shift

import (
	"context"
	"net/url"
	"slices"
	"time"
)

// none is a form without fields, for buttons.
func none() url.Values { return url.Values{} }

// read is the line of the trail that every page of a case leaves.
const read = "case.read"

// call is a call that an agent is in.
type call struct {
	*agent
	story
	path string // of the case
	code string
	page page // of the case, as it was seen last
}

// take is a call from its first word to the end.
func (a *agent) take(ctx context.Context, s story) error {
	c := &call{agent: a, story: s}
	for _, step := range []func(context.Context) error{
		c.open, c.searchInCase, c.pick, c.look, c.writeNotes, c.setFacts, c.agree, c.noteCall, c.referToAll, c.planFollowUp, c.withdraw,
	} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	if s.resumed {
		a.day.colleagueOf(a).returns <- again{s, c.code, c.path}
	}
	return nil
}

// do does something in the case and keeps the page that it leads to.
func (c *call) do(ctx context.Context, p press) (err error) {
	c.page, err = c.press(ctx, p)
	return err
}

func (c *call) open(ctx context.Context) error {
	from := "/desk"
	if err := c.do(ctx, press{action: "look at the desk", path: from, notes: []string{"case.listed"}}); err != nil {
		return err
	}
	if c.deskToo {
		if err := c.do(ctx, press{action: "search at the desk", path: "/desk/search", form: c.search, notes: []string{"case.listed"}}); err != nil {
			return err
		}
	}
	err := c.do(ctx, press{action: "open a case", path: "/desk/case", form: none(), notes: []string{"case.opened", read}})
	if err != nil {
		return err
	}
	if c.path, err = c.page.found(shownHere); err != nil {
		return err
	}
	if c.code, err = c.page.found(shownCode); err != nil {
		return err
	}
	c.ledger.change(func() { c.ledger.cases[c.path] = &record{marker: c.marker} })
	return nil
}

func (c *call) searchInCase(ctx context.Context) error {
	return c.do(ctx, press{
		action: "search in a case", path: c.path + "/search", form: c.search,
		notes: []string{read, "case.text-written", "case.text-written", "case.changed", read},
	})
}

// pick puts the first places found on the list.
func (c *call) pick(ctx context.Context) error {
	found := slices.Compact(c.page.all(offered))
	picks := found[:min(c.wants, len(found))]
	for _, place := range picks {
		err := c.do(ctx, press{action: "pick a place", path: c.path + "/picks", form: url.Values{"add": {place}}, notes: []string{"case.changed", read}})
		if err != nil {
			return err
		}
	}
	c.ledger.change(func() { c.ledger.cases[c.path].picks = picks })
	return nil
}

func (c *call) look(ctx context.Context) error {
	return c.do(ctx, press{action: "look at a case", path: c.path, notes: []string{read}})
}

// writeNotes writes twice, as a text that saves itself does.
func (c *call) writeNotes(ctx context.Context) error {
	for _, words := range []string{"Calls for", "Calls for a relative. " + c.mark("notes")} {
		if err := c.write(ctx, "notes", words); err != nil {
			return err
		}
	}
	c.ledger.wrote(c.path, c.mark("notes"))
	return nil
}

func (c *call) write(ctx context.Context, field, words string) error {
	version, err := c.page.form("text-" + field).found(shownVersion)
	if err != nil {
		return err
	}
	return c.do(ctx, press{
		action: "write " + field, path: c.path + "/text", form: url.Values{"field": {field}, "version": {version}, "words": {words}},
		notes: []string{read, "case.text-written", read},
	})
}

func (c *call) setFacts(ctx context.Context) error {
	if err := c.change(ctx, "facts-form", map[string]string{"language": "en", "disposition": "referral"}); err != nil || !c.contact {
		return err
	}
	return c.change(ctx, "contact-form", map[string]string{"may-call": "yes", "may-message": "yes"})
}

func (c *call) change(ctx context.Context, form string, changes map[string]string) error {
	fields, err := c.page.facts(form, changes)
	if err != nil {
		return err
	}
	return c.do(ctx, press{action: "set facts", path: c.path + "/facts", form: fields, notes: []string{read, "case.changed", read}})
}

// agree records what the caller agrees to, and writes down how to reach them.
func (c *call) agree(ctx context.Context) error {
	if !c.contact {
		return nil
	}
	purposes := []string{"keep-contact"}
	if c.calledBack {
		purposes = append(purposes, "follow-up")
	}
	until := time.Now().UTC().AddDate(0, 1, 0).Format(time.DateOnly)
	for _, purpose := range purposes {
		err := c.do(ctx, press{
			action: "record a consent", path: c.path + "/consent", form: url.Values{"purpose": {purpose}, "how": {"spoken"}, "until": {until}},
			notes: []string{read, "case.consent-given", read},
		})
		if err != nil {
			return err
		}
		c.ledger.change(func() { c.ledger.consents++ })
	}
	if err := c.write(ctx, "contact", "Ann, 404 555 0100. "+c.mark("contact")); err != nil {
		return err
	}
	if !c.withdrawn {
		c.ledger.wrote(c.path, c.mark("contact"))
	}
	return nil
}

// withdraw ends the consent to keep contact details.
func (c *call) withdraw(ctx context.Context) error {
	if !c.withdrawn {
		return nil
	}
	if err := c.look(ctx); err != nil {
		return err
	}
	consent, err := c.page.found(shownConsent)
	if err != nil {
		return err
	}
	c.ledger.change(func() { c.ledger.withdrawn++ })
	return c.do(ctx, press{
		action: "withdraw a consent", path: c.path + "/withdraw", form: url.Values{"consent": {consent}},
		notes: []string{"case.consent-withdrawn", read},
	})
}

// noteCall notes what came of calling the first place.
func (c *call) noteCall(ctx context.Context) error {
	places := c.page.all(shownList)
	if len(places) == 0 {
		return nil
	}
	c.ledger.change(func() { c.ledger.calls++ })
	return c.do(ctx, press{
		action: "note a call", path: "/desk/call",
		form:  url.Values{"listing": {places[0]}, "line": {"main"}, "outcome": {c.outcome}, "back": {c.path}},
		notes: []string{"place.called", read},
	})
}
