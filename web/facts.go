package web

import (
	"html/template"
	"slices"
	"strings"

	"haven/internal/facility"
)

// numbers are telephone numbers of one purpose.
type numbers struct {
	Purpose string
	Verb    string // what the button says before the number, "" for no button
	Calls   []*call
	Origin  origin
}

// fact is a field of a place in words.
type fact struct {
	Label  string
	Lines  []string
	Link   string // where the first line leads
	Remark string
	Way    string // where directions to it are, which is not with us
	Origin origin
}

func (say speech) numbers(p *facility.Profile) []numbers {
	var all []numbers
	if p.Phone.Stated {
		all = append(all, say.numbersFor(facility.MainLine, originOf(say, &p.Phone, facility.Phone.String), p.Phone.Value))
	}
	if p.Intake.Stated {
		all = append(all, say.numbersFor(facility.IntakeLine, originOf(say, &p.Intake, phones), p.Intake.Value...))
	}
	for _, kind := range facility.FurtherLines() {
		if further := linesOf(kind, p.Lines.Value); len(further) > 0 {
			all = append(all, say.numbersFor(kind, originOf(say, &p.Lines, say.lines), further...))
		}
	}
	return all
}

func (say speech) numbersFor(kind facility.LineKind, from origin, phones ...facility.Phone) numbers {
	n := numbers{Purpose: say.Text("line." + string(kind)), Verb: say.Text("facility.call"), Origin: from}
	for _, phone := range phones {
		to := callOf(phone)
		to.Speaks = say.speaks(phone.Languages)
		switch kind {
		case facility.TextLine:
			n.Verb, to.URI = say.Text("facility.text"), template.URL("sms:"+phone.E164)
		case facility.FaxLine:
			n.Verb, to.URI = "", ""
		}
		n.Calls = append(n.Calls, to)
	}
	return n
}

func linesOf(kind facility.LineKind, lines []facility.Line) (phones []facility.Phone) {
	for _, l := range lines {
		if l.Kind == kind {
			phones = append(phones, l.Phone)
		}
	}
	return phones
}

// lines are further numbers with what they are for.
func (say speech) lines(all []facility.Line) string {
	var texts []string
	for _, l := range all {
		texts = append(texts, say.Text("line."+string(l.Kind))+" "+l.Phone.String())
	}
	return join(texts)
}

// speaks names the languages of whoever answers.
func (say speech) speaks(spoken facility.Languages) string {
	var names []string
	for _, code := range spoken.List() {
		names = append(names, say.Text("language."+code))
	}
	if names == nil {
		return ""
	}
	return say.Text("facility.speaks", join(names))
}

func phones(all []facility.Phone) string {
	var texts []string
	for _, phone := range all {
		texts = append(texts, phone.String())
	}
	return join(texts)
}

// facts are the fields that some source spoke of; way is where directions to
// the address are.
func (say speech) facts(p *facility.Profile, way string) []fact {
	address := factOf(say, "address", &p.Address, addressLines)
	if p.Withheld.Value && address != nil {
		address.Remark = say.Text("facility.withheld", say.said(p.Withheld.By))
	}
	if address != nil {
		address.Way = way
	}
	website := factOf(say, "website", &p.Website, func(link string) []string { return []string{siteName(link)} })
	if website != nil {
		website.Link = p.Website.Value
	}
	hours := factOf(say, "hours", &p.Hours, say.hours)
	if hours != nil && p.Hours.Fresh(say.now) {
		hours.Remark = say.openNow(p.Hours.Value)
	}
	return slices.Concat(say.roomFacts(p), known(address, website, say.email(p), hours), say.details(p))
}

// known leaves out what nobody spoke of.
func known(facts ...*fact) (all []fact) {
	for _, f := range facts {
		if f != nil {
			all = append(all, *f)
		}
	}
	return all
}

// factOf puts a fact into words; nil when nothing is known.
func factOf[T any](say speech, name string, f *facility.Fact[T], lines func(T) []string) *fact {
	if !f.Known() {
		return nil
	}
	shown := fact{
		Label:  say.Text("facility." + name),
		Lines:  []string{say.Text("facility.none")},
		Origin: originOf(say, f, func(value T) string { return join(lines(value)) }),
	}
	if f.Stated {
		shown.Lines = lines(f.Value)
	}
	return &shown
}

func addressLines(a facility.Address) []string {
	street := strings.Trim(a.Street+", "+a.Unit, ", ")
	city := a.City + ", " + strings.TrimSpace(a.State+" "+a.ZIP)
	if street == "" {
		return []string{city}
	}
	return []string{street, city}
}

// siteName is an address of the web as people say it.
func siteName(link string) string {
	_, after, found := strings.Cut(link, "://")
	if !found {
		after = link
	}
	return strings.TrimSuffix(strings.TrimPrefix(after, "www."), "/")
}
