package facility

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// Phone is a telephone number of the North American plan.
type Phone struct {
	E164   string `json:"number"`           // such as "+12052160200"
	Ext    string `json:"ext,omitempty"`    // digits
	Vanity string `json:"vanity,omitempty"` // as advertised, such as "888-PARNEXT"
	// Languages are those spoken by whoever answers, "" where nobody says.
	Languages Languages `json:"languages,omitempty"`
}

// maxPhoneText is the longest text read as a telephone number.
const maxPhoneText = 60

// dialled is a number that can be called from anywhere: with its area code.
var dialled = regexp.MustCompile(`^\+1[0-9]{10}$`)

// ParsePhone reads a number as people and sources write it: with or without
// punctuation, an extension after "x" or "ext", or letters for digits. The
// area code must be there.
func ParsePhone(text string) (Phone, error) {
	text = strings.TrimSpace(text)
	if len(text) > maxPhoneText {
		return Phone{}, fmt.Errorf("telephone number of %d characters is too long", len(text))
	}
	number, err := phonenumbers.Parse(text, "US")
	if err != nil || !phonenumbers.IsPossibleNumber(number) {
		return Phone{}, fmt.Errorf("%q is not a telephone number", text)
	}
	p := Phone{E164: phonenumbers.Format(number, phonenumbers.E164), Ext: number.GetExtension()}
	if !dialled.MatchString(p.E164) {
		return Phone{}, fmt.Errorf("%q is not a telephone number with its area code", text)
	}
	if main := extension.ReplaceAllString(text, ""); letters.MatchString(main) {
		p.Vanity = main
	}
	return p, nil
}

var (
	extension = regexp.MustCompile(`(?i)[\s,;]*(x|ext\.?|extension)\s*\d+$`)
	letters   = regexp.MustCompile(`[A-Za-z]`)
)

// String is the number as people read it: "(205) 216-0200 ext. 12".
func (p Phone) String() string {
	if p.E164 == "" {
		return ""
	}
	text := p.E164
	if d, ok := strings.CutPrefix(p.E164, "+1"); ok && len(d) == 10 {
		text = fmt.Sprintf("(%s) %s-%s", d[:3], d[3:6], d[6:])
	}
	if p.Vanity != "" {
		text = p.Vanity + " · " + text
	}
	if p.Ext != "" {
		text += " ext. " + p.Ext
	}
	return text
}

// same reports whether two numbers ring at one telephone.
func (p Phone) same(q Phone) bool { return p.E164 == q.E164 && p.Ext == q.Ext }

// URI is the number as a link to dial (RFC 3966).
func (p Phone) URI() string {
	if p.Ext != "" {
		return "tel:" + p.E164 + ";ext=" + p.Ext
	}
	return "tel:" + p.E164
}
