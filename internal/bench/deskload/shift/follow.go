package shift

import (
	"context"
	"net/http"
	"net/url"
	"path"
	"time"
)

// goOn is a call of somebody who calls again and says the code: whoever takes
// it adds to what was written.
func (a *agent) goOn(ctx context.Context, of again) error {
	c := &call{agent: a, story: of.story, path: of.path}
	err := c.do(ctx, press{
		action: "go on with a code", path: "/desk/resume", form: url.Values{"code": {of.code}}, notes: []string{"case.resumed", read},
	})
	if err != nil {
		return err
	}
	if err := c.write(ctx, "words", "Called again. "+c.mark("again")); err != nil {
		return err
	}
	c.ledger.wrote(c.path, c.mark("again"))
	return c.look(ctx)
}

// planFollowUp plans a call that is due at once, so that the day sees it made.
func (c *call) planFollowUp(ctx context.Context) error {
	if !c.calledBack {
		return nil
	}
	c.ledger.change(func() { c.ledger.planned++ })
	return c.do(ctx, press{
		action: "plan a follow-up", path: c.path + "/follow-ups", form: url.Values{"due": {time.Now().UTC().Format(time.DateOnly)}},
		notes: []string{read, "follow-up.planned", read},
	})
}

// followUp looks at the queue and makes one of the calls that wait there. Which
// one, others choose at the same time.
func (a *agent) followUp(ctx context.Context) error {
	queue, err := a.press(ctx, press{action: "look at the queue", path: "/desk/follow-ups", notes: []string{"case.listed"}})
	if err != nil {
		return err
	}
	due := queue.all(waiting)
	if len(due) == 0 {
		return nil
	}
	one := due[a.rand.IntN(min(3, len(due)))]
	got, err := a.press(ctx, press{
		action: "claim a follow-up", path: one + "/claim", form: none(),
		notes:   []string{"follow-up.claimed", read},
		refusal: http.StatusConflict, refused: []string{"case.listed"}, // the queue is shown again
	})
	if err != nil {
		return err
	}
	if got.status == http.StatusConflict {
		a.ledger.change(func() { a.ledger.taken++ })
		return nil
	}
	a.ledger.change(func() { a.ledger.claimed[path.Base(one)]++ })
	return a.tell(ctx, one, got)
}

// tell stores what became of a case that was followed up.
func (a *agent) tell(ctx context.Context, one string, seen page) error {
	of, err := seen.found(shownCase)
	if err != nil {
		return err
	}
	mark := ""
	a.ledger.change(func() { mark = "followed-" + a.ledger.cases[of].marker + "." })
	_, err = a.press(ctx, press{
		action: "finish a follow-up", path: one, form: url.Values{"outcome": {"met"}, "words": {mark}},
		notes: []string{"follow-up.finished", "case.listed"},
	})
	if err == nil {
		a.ledger.wrote(of, mark)
	}
	return err
}
