package web

import (
	"slices"
	"strings"

	"haven/internal/facility"
)

// script is what an agent reads to a caller, in the caller's language.
type script struct {
	Hello  string
	Places []scriptPlace
	Line   string // how to come back to the helpline
}

// scriptPlace is a place in short sentences, to be heard and written down.
type scriptPlace struct {
	Name        string
	Is          string // "The first place is …"
	Phone       string // to be seen
	Say         string // the number in groups of digits, to be said
	Address     string
	Appointment string
	AskHow      string
	Ask         []string
	Bring       string
}

// maxAsked is how many questions somebody remembers.
const maxAsked = 3

func (say speech) script(places []placeKnown, line string) script {
	sc := script{Hello: say.Text("script.hello"), Line: say.Text("script.line", line)}
	for i, place := range places {
		sc.Places = append(sc.Places, say.scriptPlace(i, place))
	}
	return sc
}

func (say speech) scriptPlace(i int, place placeKnown) scriptPlace {
	p := scriptPlace{Name: place.Listing.Name.Name, Is: say.Text("script.place", i+1, place.Listing.Name.Name), AskHow: say.Text("script.ask"), Bring: say.Text("script.bring")}
	p.Phone, p.Say = say.Text("script.no-phone"), say.Text("script.no-phone")
	if len(place.Phones) > 0 {
		phone := place.Phones[0].Phone
		p.Phone, p.Say = say.Text("script.phone", phone.String()), say.Text("script.phone", spokenNumber(phone))
	}
	p.Address = say.Text("script.address", place.Listing.Address.String())
	if place.Listing.Withheld {
		p.Address = say.Text("script.withheld", place.Listing.Address.String())
	}
	if place.appointment != "" {
		p.Appointment = say.Text("script.appointment", place.appointment)
	}
	asked := say.questions(&place.Listing, &place.Profile)
	last := len(asked) - 1 // what to bring, which has a sentence of its own
	p.Ask = slices.Clip(asked[:min(last, maxAsked)])
	return p
}

// spokenNumber is a number digit by digit in its groups, as it is said:
// "4 0 4, 5 5 5, 0 1 0 1".
func spokenNumber(p facility.Phone) string {
	digits := strings.TrimPrefix(p.E164, "+1")
	if len(digits) != 10 {
		return p.String()
	}
	spaced := func(group string) string { return strings.Join(strings.Split(group, ""), " ") }
	said := spaced(digits[:3]) + ", " + spaced(digits[3:6]) + ", " + spaced(digits[6:])
	if p.Ext != "" {
		said += " (" + spaced(p.Ext) + ")"
	}
	return said
}

// mail is a script as a mail of plain text, with the address of the list.
func (say speech) mail(sc script, address string) string {
	blocks := []string{say.Text("share.list", address)}
	for _, p := range sc.Places {
		lines := []string{p.Name, p.Phone, p.Address}
		if p.Appointment != "" {
			lines = append(lines, p.Appointment)
		}
		blocks = append(blocks, strings.Join(lines, "\n"))
	}
	return strings.Join(append(blocks, sc.Line), "\n\n") + "\n"
}
