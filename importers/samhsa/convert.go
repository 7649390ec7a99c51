package samhsa

import (
	"fmt"
	"slices"
	"strings"

	"haven/importers"
	"haven/importers/check"
	"haven/internal/facility"
)

// maxCodeText is how many bytes the codes of one place may take. The longest
// real ones take 709.
const maxCodeText = 4000

// series tells which directory this is by its reference sheet: that of
// substance use knows detoxification (DT), that of mental health does not.
func (ref *reference) series() string {
	if _, ok := ref.category["DT"]; ok {
		return "samhsa-su"
	}
	return "samhsa-mh"
}

// claims is what a row states, or why it cannot be taken.
func (ref *reference) claims(r record) (facility.Claims, *importers.RowError) {
	row := check.NewRow(r.line)
	claims := facility.Claims{
		Name: facility.Says(facility.Name{
			Name: row.Name("name1", r.name1),
			Unit: row.Text("name2", r.name2),
		}),
		Address: facility.Says(facility.Address{
			Street: row.AddressLine("street1", r.street1),
			Unit:   row.AddressLine("street2", r.street2),
			City:   row.City("city", r.city),
			State:  row.State("state", r.state),
			ZIP:    row.ZIP("zip", r.zip),
		}),
	}
	claims.Phone, claims.Intake = numbers(row, r)
	claims.Yes = ref.listed(row, r.codes)
	claims.No = ref.denied(claims.Yes)
	return claims, row.Fault()
}

// listed is the codes of a row, sorted: their order differs by year and means
// nothing.
func (ref *reference) listed(row *check.Row, text string) []string {
	if len(text) > maxCodeText {
		row.Refuse("service_code_info", text, fmt.Sprintf("longer than %d characters", maxCodeText))
		return nil
	}
	codes := strings.Fields(strings.ToUpper(strings.ReplaceAll(text, "*", " ")))
	for _, code := range codes {
		if _, known := ref.category[code]; !known {
			row.Refuse("service_code_info", code, fmt.Sprintf("not a code of the sheet %q", referenceSheet))
		}
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

// denied is the codes that a row says no to by leaving them out. A row that
// states its type of care answers the whole reference sheet, but for
// categories in which an empty answer says nothing; any other row answers
// only what it lists.
func (ref *reference) denied(listed []string) []string {
	answered := map[string]bool{}
	for _, code := range listed {
		answered[ref.category[code]] = true
	}
	if !answered["TC"] {
		return nil
	}
	denied := make([]string, 0, len(ref.sorted)-len(listed))
	for _, c := range ref.sorted {
		if len(listed) > 0 && listed[0] == c.Code {
			listed = listed[1:]
		} else if answered[c.Category] || !facility.EmptyMeansUnknown(c.Category) {
			denied = append(denied, c.Code)
		}
	}
	return denied
}

// numbers is what a row states of telephone numbers. An empty main number is
// not spoken of, but empty intake numbers say that there are none: a number
// that was dropped must not live on. A number that cannot be read is left
// out; the row is refused only where it has no other that could be called.
func numbers(row *check.Row, r record) (phone *facility.Claim[facility.Phone], intake *facility.Claim[[]facility.Phone]) {
	main, unreadMain := readNumbers(r.phone)
	others, unread := readNumbers(r.intake...)
	if len(main) > 0 {
		phone = facility.Says(lend(main[0], others))
	}
	switch {
	case len(others) > 0:
		intake = facility.Says(others)
	case len(unread) == 0 && len(r.intake) > 0:
		intake = facility.SaysNone[[]facility.Phone]()
	}
	if unread = append(unreadMain, unread...); phone == nil && len(others) == 0 && len(unread) > 0 {
		row.Refuse(unread[0].column, unread[0].text, "not a telephone number, and the row has no other")
	}
	return phone, intake
}

// readNumbers reads numbers in their order, each once, and returns those that
// are none. A number written in words ("813-630HOPE") is the same as in
// digits, and lends it the words.
func readNumbers(numbers ...number) (read []facility.Phone, unread []number) {
	for _, n := range numbers {
		if n.text == "" {
			continue
		}
		phone, err := facility.ParsePhone(n.text)
		if err != nil {
			unread = append(unread, n)
			continue
		}
		at := slices.IndexFunc(read, func(p facility.Phone) bool { return same(p, phone) })
		if at < 0 {
			read = append(read, phone)
		} else {
			read[at] = lend(read[at], []facility.Phone{phone})
		}
	}
	return read, unread
}

// lend gives a number the words that others write it in.
func lend(phone facility.Phone, others []facility.Phone) facility.Phone {
	for _, other := range others {
		if phone.Vanity == "" && same(phone, other) {
			phone.Vanity = other.Vanity
		}
	}
	return phone
}

func same(a, b facility.Phone) bool { return a.E164 == b.E164 && a.Ext == b.Ext }
