package referral

import "time"

// ContactPreference is how somebody wants to be reached. The zero value is not
// at all: nobody is called who has not said so.
type ContactPreference struct {
	MayCall     bool // we may call, or write, back
	MayMessage  bool // it is safe to leave a message, or to send one
	From, Until int  // hours of the day in their zone, 9 to 17; both 0 for any time
	Zone        string
}

// Validate checks that the hours are hours and that they have a zone.
func (p ContactPreference) Validate() error {
	switch {
	case p.From < 0 || p.Until > 24 || p.From > p.Until || (p.From == p.Until && p.From != 0):
		return invalid("%d to %d are not hours of a day", p.From, p.Until)
	case p.MayMessage && !p.MayCall:
		return invalid("who wants no contact wants no message")
	case p.anyTime() && p.Zone == "":
		return nil
	}
	if _, err := time.LoadLocation(p.Zone); err != nil || p.Zone == "" || p.Zone == "Local" {
		return invalid("hours need a time zone such as America/New_York")
	}
	return nil
}

func (p ContactPreference) anyTime() bool { return p.From == 0 && p.Until == 0 }

// MayCallAt reports whether they may be called at t.
func (p ContactPreference) MayCallAt(t time.Time) bool {
	if !p.MayCall || p.anyTime() {
		return p.MayCall
	}
	zone, err := time.LoadLocation(p.Zone)
	if err != nil {
		return false
	}
	hour := t.In(zone).Hour()
	return p.From <= hour && hour < p.Until
}
