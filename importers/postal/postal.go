// Package postal reads addresses of the United States as sources write them.
package postal

import (
	"errors"
	"regexp"
	"strings"
)

// stateCodes are the Postal Service's codes of the states, the District of
// Columbia, the territories and the freely associated states, which the
// directories list too.
var stateCodes = setOf(`
AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT
NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY
DC AS GU MP PR VI FM MH PW`)

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(words) {
		set[word] = true
	}
	return set
}

// State returns the two-letter code of a state or territory.
func State(text string) (string, error) {
	code := strings.ToUpper(text)
	if !stateCodes[code] {
		return "", errors.New("not the two-letter code of a state or territory")
	}
	return code, nil
}

var zipForm = regexp.MustCompile(`^(\d{5})(?:-?(\d{4}))?$`)

// ZIP returns a ZIP code as five digits, or five, a hyphen and four.
func ZIP(text string) (string, error) {
	digits := zipForm.FindStringSubmatch(text)
	switch {
	case text == "":
		return "", errors.New("no ZIP code")
	case digits == nil:
		return "", errors.New("not a ZIP code of five digits, or five and four")
	case digits[2] == "":
		return digits[1], nil
	}
	return digits[1] + "-" + digits[2], nil
}

// PadZIP gives a ZIP code back the zeros at its beginning, which spreadsheets
// drop: 6902 is 06902, Stamford. Those of Puerto Rico lose two.
func PadZIP(text string) string {
	first, rest, plus := strings.Cut(text, "-")
	if plus {
		return pad(first, 5) + "-" + pad(rest, 4)
	}
	return pad(first, 5)
}

// PadZIP4 gives the last four digits of a ZIP code back their zeros.
func PadZIP4(text string) string { return pad(text, 4) }

func pad(digits string, width int) string {
	if digits == "" || len(digits) >= width || strings.Trim(digits, "0123456789") != "" {
		return digits
	}
	return strings.Repeat("0", width-len(digits)) + digits
}

// City returns the name of a city without the state or island that some rows
// say again: "Jessup, MD".
func City(text string) (string, error) {
	name, _, _ := strings.Cut(text, ",")
	name = strings.TrimSpace(name)
	if name == "" {
		return "", errors.New("no city")
	}
	return name, nil
}
