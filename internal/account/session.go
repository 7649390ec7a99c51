package account

import "time"

// Stage is how far a session has come.
type Stage string

const (
	// NeedsCode: the password was right; the one-time code is still asked for.
	NeedsCode Stage = "code"
	// NeedsSecret: the password was right; staff have no authenticator yet.
	NeedsSecret Stage = "secret"
	// SignedIn: rights are those of the user's role.
	SignedIn Stage = "in"
)

const (
	// Idle ends a session in which nothing is done: NIST SP 800-63B-4, 2.2.3
	// wants an hour at most where two proofs are needed. A call is shorter.
	Idle = time.Hour
	// Longest ends every session: a long shift, and less than the 24 hours
	// that NIST has as a limit.
	Longest = 12 * time.Hour
	// Halfway ends one that has not got further than the password: time to
	// install an authenticator.
	Halfway = 15 * time.Minute
	// SeenEvery is how exact the last use of a session is stored: a request
	// needs no write then.
	SeenEvery = time.Minute
	// LinkLasts is how long an invitation can be used: over a weekend.
	LinkLasts = 72 * time.Hour
)

// Session is what is known of whoever sends a token.
type Session struct {
	Hash    string // of the token
	User    User
	Stage   Stage
	Seen    time.Time // the last use, to SeenEvery
	Expires time.Time
}

// Live reports whether a session has neither come to its end nor lain idle.
func (s Session) Live(now time.Time) bool {
	return now.Before(s.Expires) && now.Before(s.Seen.Add(Idle)) && !s.User.Disabled
}

// Limit is how many attempts there may be in a window before more are refused.
type Limit struct {
	Key    string // a digest: tells neither e-mail nor address
	Most   int64
	Window time.Duration
}

const window = 15 * time.Minute

// Limits of attempts. By account ten, so that guessing goes at 1,000 a day
// where NIST (3.2.2) allows 100 in a row; by network more, as a helpline's
// agents share one. Of codes there are a million, three of them right: five
// attempts, counted right ones too.
const (
	mostByAccount = 10
	mostByNetwork = 100
	mostCodes     = 5

	mostInvited        = 20
	mostInvitedByStaff = 200
)

// PasswordLimits are those of attempts to sign in with a password.
func (k Keys) PasswordLimits(email, network string) []Limit {
	return []Limit{
		{k.Digest("password of", email), mostByAccount, window},
		k.NetworkLimit(network),
	}
}

// InvitationLimit is that of what an organisation invites in a day: an answer tells
// whether an e-mail has an account, and the account that is made keeps it from
// others. Many may speak for places, and each invites a few; staff may be a new helpline.
func (k Keys) InvitationLimit(by User) Limit {
	most := int64(mostInvited)
	if by.Role.Staff() {
		most = mostInvitedByStaff
	}
	return Limit{k.Digest("invitations of", by.Organisation.ID), most, 24 * time.Hour}
}

// CodeLimit is that of attempts at a user's codes.
func (k Keys) CodeLimit(user string) Limit {
	return Limit{k.Digest("code of", user), mostCodes, window}
}

// NetworkLimit is that of all attempts from a network.
func (k Keys) NetworkLimit(network string) Limit {
	return Limit{k.Digest("network", network), mostByNetwork, window}
}
