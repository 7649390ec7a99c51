package referral

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"time"
)

// Case is what a helpline keeps of somebody's search for help. None of its
// fields says who they are, and none takes free text: what people say or write
// is [Text], encrypted under the key of the case.
type Case struct {
	ID       string
	Helpline string // the organisation that opened it, and alone sees it
	Version  int64  // counts the changes of the fields below
	Opened   time.Time
	OpenedBy string
	EraseAt  time.Time // the end of its retention
	Facts
}

// Facts are the fields of a case that staff change while they talk.
type Facts struct {
	Needs       []string // service codes to search with
	Area        string   // the H3 cell of the place, "" if unknown; the place's name is TextPlace
	Language    string   // "en", "es-MX"; "" if unknown
	Channel     Channel
	Disposition Disposition
	Contact     ContactPreference
	Picks       []string // listings, in the order in which to try them; see [Next]
}

// Channel is how somebody reached the helpline.
type Channel string

const (
	ByCall Channel = "call"
	ByText Channel = "text"
	ByChat Channel = "chat"
	WalkIn Channel = "walk-in"
)

// Channels are all channels.
func Channels() []Channel { return []Channel{ByCall, ByText, ByChat, WalkIn} }

// Disposition is what a contact came to.
type Disposition string

const (
	StillOpen       Disposition = "open"
	InformationOnly Disposition = "information"
	ReferralMade    Disposition = "referral"
	WarmHandOff     Disposition = "hand-off"
	EmergencyCalled Disposition = "emergency"
	CallerLeft      Disposition = "left" // hung up or stopped writing
	NothingFound    Disposition = "nothing-found"
)

// Dispositions are all dispositions.
func Dispositions() []Disposition {
	return []Disposition{StillOpen, InformationOnly, ReferralMade, WarmHandOff, EmergencyCalled, CallerLeft, NothingFound}
}

const (
	// Retention is how long a case is kept: time for a stay of 28 days, an
	// aftercare and a follow-up of both.
	Retention = 90 * 24 * time.Hour
	// maxNeeds and maxPicks are more than anybody reads out.
	maxNeeds, maxPicks = 50, 25
)

var (
	serviceCode = regexp.MustCompile(`^[A-Z0-9]{1,12}$`)
	language    = regexp.MustCompile(`^[a-z]{2,3}(-[A-Z][A-Za-z]{1,3})?$`)
	h3Cell      = regexp.MustCompile(`^8[0-9a-f]{14}$`)
	identifier  = regexp.MustCompile(`^[0-9A-Za-z_.:-]{1,64}$`)
)

// ErrInvalid is behind every refusal of what somebody entered.
var ErrInvalid = errors.New("not a value that can be kept")

func invalid(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{ErrInvalid}, args...)...)
}

// Validate refuses whatever could carry words of a person into a field that is
// not encrypted.
func (f Facts) Validate() error {
	switch {
	case len(f.Needs) > maxNeeds || !allMatch(serviceCode, f.Needs):
		return invalid("needs are at most %d service codes", maxNeeds)
	case len(f.Picks) > maxPicks || !allMatch(identifier, f.Picks):
		return invalid("picks are at most %d ids of listings", maxPicks)
	case f.Area != "" && !h3Cell.MatchString(f.Area):
		return invalid("the area is an H3 cell")
	case f.Language != "" && !language.MatchString(f.Language):
		return invalid("a language is a tag such as en or es-MX")
	case !slices.Contains(Channels(), f.Channel):
		return invalid("no channel %q", f.Channel)
	case !slices.Contains(Dispositions(), f.Disposition):
		return invalid("no disposition %q", f.Disposition)
	}
	return f.Contact.Validate()
}

// CheckListing refuses what cannot be the id of a listing.
func CheckListing(id string) error {
	if !identifier.MatchString(id) {
		return invalid("not the id of a listing")
	}
	return nil
}

func allMatch(pattern *regexp.Regexp, values []string) bool {
	return !slices.ContainsFunc(values, func(v string) bool { return !pattern.MatchString(v) })
}
