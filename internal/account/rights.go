package account

// Action is something that not everybody may do.
type Action string

const (
	OwnAccount     Action = "account.own"
	SearchDesk     Action = "desk.search"
	RecordCall     Action = "call.record"
	OpenCase       Action = "case.open"
	ReadCase       Action = "case.read"
	ChangeCase     Action = "case.change"
	EraseCase      Action = "case.erase"
	SendReferral   Action = "referral.send"
	AnswerReferral Action = "referral.answer"
	FollowUp       Action = "case.follow-up"
	SeeBoard       Action = "board.see"
	SetHelpline    Action = "helpline.set"
	EditListing    Action = "listing.edit"
	DecideListing  Action = "listing.decide"
	Import         Action = "import.run"
	Merge          Action = "record.merge"
	SeeFreshness   Action = "freshness.see"
	Invite         Action = "account.invite"
	Disable        Action = "account.disable"
)

// reach is how far a right goes.
type reach int

const (
	none reach = iota // nowhere
	own               // in the user's own organisation
	all               // in every organisation
)

// right is an action with how far each role may go, and why no further.
type right struct {
	action                                      Action
	agent, supervisor, facility, steward, admin reach
	why                                         string
}

// rights is who may do what. The subject of a case is the helpline that opened
// it, of a referral's answer the owner of the place it went to, of a listing
// its owner ("" while nobody claimed it), of an account its organisation.
var rights = []right{
	//               agent supervisor facility steward admin
	{OwnAccount, own, own, own, own, own, "everybody ends their own sessions"},
	{SearchDesk, own, own, none, none, none, "staff-only notes are a helpline's own"},
	{RecordCall, own, own, none, own, none, "a call is a statement about a place; stewards call to check, too"},
	{OpenCase, own, own, none, none, none, "cases are visible only inside the helpline that opened them"},
	{ReadCase, own, own, none, none, none, "the operator keeps the machine, not callers' secrets: not even an admin reads a case"},
	{ChangeCase, own, own, none, none, none, "whoever may read may go on where a colleague left off"},
	{EraseCase, none, own, none, none, none, "it cannot be undone, so it takes whoever answers for the case"},
	{SendReferral, own, own, none, none, none, "what leaves is with the caller's consent, which the helpline took"},
	{AnswerReferral, none, none, own, none, none, "a place answers for itself; an agent who hears it on the phone records that on the case"},
	{FollowUp, own, own, none, none, none, "only those the caller spoke to call back"},
	{SeeBoard, none, own, none, none, none, "it shows how colleagues work"},
	{SetHelpline, none, own, none, none, none, "whoever answers for the helpline says what places and callers are told of it"},
	{EditListing, none, none, own, all, none, "facilities speak for their own places, stewards for those that nobody claimed"},
	{DecideListing, none, none, none, all, none, "nobody approves their own risky edit"},
	{Import, none, none, none, all, none, "an import changes every listing"},
	{Merge, none, none, none, all, none, "who is the same place concerns all owners"},
	{SeeFreshness, none, none, none, all, all, "a work list of stewards, and whether they keep up"},
	{Invite, none, own, own, none, all, "who runs an organisation knows who works there"},
	{Disable, none, own, own, none, all, "who may invite may end it"},
}

// Actions are all there are, in the order of the table.
func Actions() []Action {
	actions := make([]Action, len(rights))
	for i, r := range rights {
		actions[i] = r.action
	}
	return actions
}

// May reports whether a user may do something where an organisation is
// concerned, by its id. What is not in the table nobody may.
func May(u User, action Action, organisation string) bool {
	for _, r := range rights {
		if r.action == action && !u.Disabled {
			reach := r.of(u.Role)
			return reach == all || reach == own && organisation != "" && u.Organisation.ID == organisation
		}
	}
	return false
}

func (r right) of(role Role) reach {
	switch role {
	case Agent:
		return r.agent
	case Supervisor:
		return r.supervisor
	case Facility:
		return r.facility
	case Steward:
		return r.steward
	case Admin:
		return r.admin
	}
	return none
}

// MayManage reports whether a user may invite into an organisation, and renew or
// close accounts there. begun is whether anybody of it has ever joined: from
// then on, for good, a helpline's people are its supervisors' affair alone.
// Whoever could make an account there, or a new link for one, could read its
// cases by it, and nobody outside the helpline may.
func MayManage(u User, of Organisation, begun bool) bool {
	return May(u, Invite, of.ID) && !(begun && IsOutside(u, of))
}

// IsOutside reports whether somebody else's helpline is meant: of it an operator
// makes the beginning, and no more.
func IsOutside(u User, of Organisation) bool {
	return of.Kind == Helpline && u.Organisation.ID != of.ID
}

// MayGive reports whether a user may invite somebody into a role of an
// organisation: nobody gives a role of more reach than an inviter of that
// organisation has, and of a helpline that is not theirs they make its first
// supervisor alone, who then invites the others.
func MayGive(u User, role Role, to Organisation, begun bool) bool {
	return role.Kind() != "" && role.Kind() == to.Kind && MayManage(u, to, begun) && (!IsOutside(u, to) || role == Supervisor)
}
