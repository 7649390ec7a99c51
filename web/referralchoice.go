package web

import (
	"cmp"
	"slices"

	"haven/internal/geo"
	"haven/internal/referral"
)

// moveChoice is a move that somebody may make, with what it asks for.
type moveChoice struct {
	To, Label string
	Action    string
	Version   int64
	Main      bool // the way on: the others step back
	Open      bool // shown again, to be completed
	// What the move needs; nil for what it does not.
	Reasons, Outcomes, Vias []option
	Zones                   []option
	When                    string // as typed
	Words                   string
	Hint                    string // what to mind in writing words; "" for nothing
	by                      string // the texts of Vias: how somebody can know of it
}

// Asks reports whether somebody has to say something with the move.
func (m moveChoice) Asks() bool { return m.Reasons != nil || m.Zones != nil || m.Outcomes != nil }

// leadingOn are the moves that lead on, as most referrals go.
var leadingOn = []referral.State{referral.Sent, referral.Acknowledged, referral.Accepted, referral.Scheduled, referral.Attended, referral.Closed}

// moveForm is one form: of a move that asks for something, or of several that
// take a press and that are known of alike.
type moveForm struct {
	moveChoice
	Also []moveChoice // beside the first
}

// moves are those that somebody may make, exactly, in forms that post to action.
// Those that ask for more stand behind the others, and what ends a referral from
// the desk alone stands last.
func (at atReferral) moves(action string, typed moveTyped) []moveForm {
	var simple, asking, ending []moveForm
	for _, to := range referral.MovesOf(at.by.Role, at.State) {
		switch m := at.choice(to, action, typed); {
		case m.Asks():
			asking = append(asking, moveForm{moveChoice: m})
		case m.by == "" && at.by.Role != referral.Facility:
			ending = joined(ending, m)
		default:
			simple = joined(simple, m)
		}
	}
	return slices.Concat(simple, asking, ending)
}

// joined adds a move to the form of those that are known of alike.
func joined(forms []moveForm, m moveChoice) []moveForm {
	i := slices.IndexFunc(forms, func(f moveForm) bool { return f.by == m.by })
	if i < 0 {
		return append(forms, moveForm{moveChoice: m})
	}
	forms[i].Also = append(forms[i].Also, m)
	return forms
}

func (at atReferral) choice(to referral.State, action string, typed moveTyped) moveChoice {
	if typed.To != to {
		typed = moveTyped{}
	}
	m := moveChoice{To: string(to), Label: at.say.Text("referral.move." + string(to)), Action: action,
		Version: at.Version, Main: slices.Contains(leadingOn, to), Open: typed.stillToChoose, When: typed.When, Words: typed.Words}
	if to == referral.Declined || to == referral.Closed {
		m.Reasons = options(at.say, "referral.reason.", referral.Reasons(), typed.Reason)
	}
	if to == referral.Closed {
		m.Outcomes = options(at.say, "referral.outcome.", referral.Outcomes(), typed.Outcome)
	}
	if to == referral.Scheduled {
		m.Zones = at.say.zones(at.zone, typed.Zone)
	}
	switch {
	case at.by.Role == referral.Facility:
	case to == referral.Sent:
		m.by = "referral.sent."
		m.Vias = options(at.say, m.by, []referral.Via{referral.AtDesk, referral.ByVoice}, typed.Via)
	case referral.MayMove(referral.Facility, at.State, to):
		m.by = "referral.said."
		m.Vias = options(at.say, m.by, deskVias, typed.Via)
	}
	return m
}

// options are values to choose from, in words: the texts whose keys begin with
// key.
func options[T ~string](say speech, key string, values []T, chosen T) []option {
	var all []option
	for _, v := range values {
		all = append(all, option{string(v), say.Text(key + string(v)), v == chosen})
	}
	return all
}

// zones are the time zones to choose from: the place's own is chosen, unless
// somebody chose another.
func (say speech) zones(own, typed string) []option {
	var all []option
	for _, zone := range geo.Zones() {
		all = append(all, option{zone, say.zone(zone), zone == cmp.Or(typed, own)})
	}
	return all
}

// warmChoice asks what came of a warm hand-off.
type warmChoice struct {
	Action  string
	Version int64
}

// warm is nil where a hand-off leads nowhere.
func (at atReferral) warm(action string) *warmChoice {
	if at.State != referral.Draft && at.State != referral.Sent {
		return nil
	}
	return &warmChoice{action, at.Version}
}

// conflictOfMoves shows what a colleague or the place did meanwhile beside what
// somebody wanted to do, who chooses.
type conflictOfMoves struct {
	Theirs, Yours string
	Words         string // that were typed, if the move is possible no more
	// Again makes the move from where the referral stands now; nil when that is
	// not possible.
	Again *moveAgain
}

// moveAgain is a move as it was typed, to be sent again by one button.
type moveAgain struct {
	To, Label, Action string
	Version           int64
	Kept              []field
}

func (at atReferral) conflictWith(typed moveTyped) *conflictOfMoves {
	c := &conflictOfMoves{Theirs: at.say.state(at.State), Yours: at.say.state(typed.To), Words: typed.Words}
	if referral.MayMove(at.by.Role, at.State, typed.To) {
		c.Again = &moveAgain{string(typed.To), at.say.Text("referral.move." + string(typed.To)), at.say.path(referralPath(at.ID) + movePath), at.Version, typed.fields()}
	}
	return c
}
