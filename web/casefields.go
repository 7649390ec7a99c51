package web

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"

	"haven/internal/facility"
	"haven/internal/referral"
)

// factField is a fact of a case that staff choose from a list.
type factField struct {
	name    string
	values  []string // to choose from
	read    func(referral.Facts) string
	replace func(*referral.Facts, string)
}

// spokenMost are those that callers of American helplines speak most; a case may
// have any other.
var spokenMost = []string{"", "en", "es", "zh", "vi", "tl", "ko", "ru", "ar", "ht", "fr", "pt", "ase"}

// zones are the clocks of the United States.
var zones = []string{
	"America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles",
	"America/Anchorage", "Pacific/Honolulu", "America/Puerto_Rico", "Pacific/Guam",
}

const (
	yes = "yes"
	no  = "no"
)

// factFields are what a contact was, contactFields how somebody wants to be
// reached.
var (
	factFields = []factField{
		{"channel", valuesOf(referral.Channels()),
			func(f referral.Facts) string { return string(f.Channel) },
			func(f *referral.Facts, v string) { f.Channel = referral.Channel(v) }},
		{"language", spokenMost,
			func(f referral.Facts) string { return f.Language },
			func(f *referral.Facts, v string) { f.Language = v }},
		{"disposition", valuesOf(referral.Dispositions()),
			func(f referral.Facts) string { return string(f.Disposition) },
			func(f *referral.Facts, v string) { f.Disposition = referral.Disposition(v) }},
	}
	contactFields = []factField{
		{"may-call", []string{no, yes},
			func(f referral.Facts) string { return yesNo(f.Contact.MayCall) },
			func(f *referral.Facts, v string) { f.Contact.MayCall = v == yes }},
		{"may-message", []string{no, yes},
			func(f referral.Facts) string { return yesNo(f.Contact.MayMessage) },
			func(f *referral.Facts, v string) { f.Contact.MayMessage = v == yes }},
		{"from", hoursOfDay,
			func(f referral.Facts) string { return strconv.Itoa(f.Contact.From) },
			func(f *referral.Facts, v string) { f.Contact.From = hour(v) }},
		{"until", hoursOfDay,
			func(f referral.Facts) string { return strconv.Itoa(f.Contact.Until) },
			func(f *referral.Facts, v string) { f.Contact.Until = hour(v) }},
		{"zone", zones,
			func(f referral.Facts) string { return f.Contact.Zone },
			func(f *referral.Facts, v string) { f.Contact.Zone = v }},
	}
	allFields = slices.Concat(factFields, contactFields)
)

func valuesOf[T ~string](all []T) []string {
	values := make([]string, len(all))
	for i, v := range all {
		values[i] = string(v)
	}
	return values
}

// hoursOfDay are 0 to 24.
var hoursOfDay = func() (all []string) {
	for h := range 25 {
		all = append(all, strconv.Itoa(h))
	}
	return all
}()

// hour is an hour of the day; what is none is refused with the contact's facts.
func hour(v string) int {
	h, err := strconv.Atoi(v)
	if err != nil {
		return -1
	}
	return h
}

func yesNo(b bool) string {
	if b {
		return yes
	}
	return no
}

// label says a value of a field.
func (f factField) label(say speech, value string) string {
	switch {
	case (f.name == "from" || f.name == "until") && value == "0":
		return say.Text("fact.any-time")
	case f.name == "from" || f.name == "until":
		return say.clock(facility.Minutes(60 * hour(value)))
	case value == "":
		return say.Text("fact.unknown")
	}
	if key := fmt.Sprintf("%s.%s", f.name, value); say.Has(key) {
		return say.Text(key)
	}
	return value
}

// read is how facts stand in the fields of a form.
func readFields(fields []factField, f referral.Facts) url.Values {
	v := url.Values{}
	for _, field := range fields {
		v.Set(field.name, field.read(f))
	}
	return v
}

// applied are facts with the fields that a form has.
func applied(f referral.Facts, form url.Values) referral.Facts {
	for _, field := range allFields {
		if form.Has(field.name) {
			field.replace(&f, form.Get(field.name))
		}
	}
	if !f.Contact.MayCall { // who wants no contact has no hours for it
		f.Contact = referral.ContactPreference{}
	}
	return f
}
