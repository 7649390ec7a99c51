package day

import (
	"context"
	"net/url"
	"strings"
	"time"

	"haven/internal/referral"
	"haven/internal/referral/desk"
)

// told is a story that is being told: what has come of it so far.
type told struct {
	story
	*desk.Desk
	clock *Clock
	who   Helpline
	by    referral.Actor // the agent
	area  string
	picks []string

	id        string
	code      referral.Code
	referrals []referral.Referral
	followUp  string
}

// step is what happens some time after somebody called.
type step struct {
	after time.Duration
	do    func(context.Context, *told) error
}

// open opens the case, with what was said and found.
func open(ctx context.Context, t *told) error {
	c, code, err := t.Open(ctx, t.by, referral.Facts{Needs: t.needs, Area: t.area, Language: t.language, Channel: t.channel,
		Disposition: t.disposition, Contact: t.contactOK, Picks: t.picks})
	if err != nil {
		return err
	}
	t.id, t.code = c.ID, code
	search := url.Values{"near": {t.near}, "code": {strings.Join(t.needs, ",")}}
	for field, words := range map[referral.Field]string{
		referral.TextNotes: t.notes, referral.TextWords: t.words, referral.TextPlace: t.near, referral.TextSearch: search.Encode(),
	} {
		if words == "" {
			continue
		}
		if err := t.Write(ctx, t.by, t.id, referral.Text{Field: field, Words: words}); err != nil {
			return err
		}
	}
	return nil
}

// consented records that they agreed to be called, and how they are reached.
func consented(ctx context.Context, t *told) error {
	for _, p := range []referral.Purpose{referral.KeepContact, referral.FollowUpOK} {
		if err := t.agree(ctx, p, t.by.Org); err != nil {
			return err
		}
	}
	return t.Write(ctx, t.by, t.id, referral.Text{Field: referral.TextContact, Words: t.contact})
}

func (t *told) agree(ctx context.Context, p referral.Purpose, to string) error {
	_, err := t.Agree(ctx, t.by, referral.Consent{Case: t.id, Purpose: p, To: to, How: referral.Spoken,
		Until: t.clock.Now().Add(60 * 24 * time.Hour)})
	return err
}

// readOut hands the list over on the telephone.
func readOut(ctx context.Context, t *told) error {
	return t.HandedOver(ctx, t.by, referral.HandOver{Case: t.id, Way: referral.ReadOut, To: referral.ToCaller})
}

// awaitRoom asks the first place whether it has room; askRoom hears the answer,
// too.
func awaitRoom(ctx context.Context, t *told) error {
	_, err := t.AskRoom(ctx, t.by, t.id, t.picks[0])
	return err
}

func askRoom(ctx context.Context, t *told) error {
	q, err := t.AskRoom(ctx, t.by, t.id, t.picks[0])
	if err != nil {
		return err
	}
	_, err = t.AnswerRoom(ctx, t.by, q.ID, referral.HasRoom, referral.ByVoice)
	return err
}

// refer sends a referral to the next place on the list; draft only makes it.
func refer(ctx context.Context, t *told) error {
	if err := draft(ctx, t); err != nil {
		return err
	}
	return t.move(ctx, referral.Move{To: referral.Sent, By: t.by, Via: referral.AtDesk})
}

func draft(ctx context.Context, t *told) error {
	r, err := t.Refer(ctx, t.by, t.id, t.picks[len(t.referrals)])
	t.referrals = append(t.referrals, r)
	return err
}

// handOff calls the place while the caller stays on the line.
func handOff(ctx context.Context, t *told) error {
	if err := draft(ctx, t); err != nil {
		return err
	}
	if err := t.move(ctx, referral.Move{To: referral.Sent, By: t.by, Via: referral.HandOff, Words: "Stayed on the line until intake answered."}); err != nil {
		return err
	}
	return t.move(ctx, referral.Move{To: referral.Accepted, By: t.by, Via: referral.HandOff})
}

// placeSays and heard make a step of the last referral: by the place itself, or as the agent
// heard it.
func placeSays(m referral.Move) func(context.Context, *told) error {
	return func(ctx context.Context, t *told) error {
		last := t.referrals[len(t.referrals)-1]
		m.By, m.Via = referral.Actor{Role: referral.Facility, Org: last.Listing, Person: "link"}, referral.ByLink
		return t.movedOn(ctx, m)
	}
}

func heard(m referral.Move) func(context.Context, *told) error {
	return func(ctx context.Context, t *told) error {
		m.By, m.Via = t.by, referral.ByVoice
		return t.movedOn(ctx, m)
	}
}

// movedOn sets the appointment that a move tells relative to its moment.
func (t *told) movedOn(ctx context.Context, m referral.Move) error {
	if m.To == referral.Scheduled {
		m.When = t.clock.Now().Add(26 * time.Hour).Truncate(time.Hour)
	}
	return t.move(ctx, m)
}

func (t *told) move(ctx context.Context, m referral.Move) error {
	last := &t.referrals[len(t.referrals)-1]
	after, err := t.Move(ctx, last.ID, last.Version, m, referral.Hours{})
	*last = after
	return err
}

// shared records that the place of the last referral may know who it is.
func shared(ctx context.Context, t *told) error {
	return t.agree(ctx, referral.Share, t.referrals[len(t.referrals)-1].Listing)
}

// followUpIn plans to ask what became of it.
func followUpIn(d time.Duration) func(context.Context, *told) error {
	return func(ctx context.Context, t *told) error {
		f, err := t.FollowUpOn(ctx, t.by, t.id, t.clock.Now().Add(d))
		t.followUp = f.ID
		return err
	}
}

// askedWhatBecame claims the follow-up and writes down what was said.
func askedWhatBecame(o referral.Outcome, r referral.Reason, words string) func(context.Context, *told) error {
	return func(ctx context.Context, t *told) error {
		if _, err := t.Claim(ctx, t.by, t.followUp); err != nil {
			return err
		}
		return t.Finish(ctx, t.by, t.followUp, o, r, words)
	}
}

// resumed is a second call: a colleague goes on with the code.
func resumed(ctx context.Context, t *told) error {
	if _, err := t.GoOn(ctx, t.who.Colleague, string(t.code)); err != nil {
		return err
	}
	return t.Amend(ctx, t.who.Colleague, t.id, func(f *referral.Facts) { f.Language = t.language })
}

// came changes what the contact came to.
func came(to referral.Disposition) func(context.Context, *told) error {
	return func(ctx context.Context, t *told) error {
		return t.Amend(ctx, t.by, t.id, func(f *referral.Facts) { f.Disposition = to })
	}
}
