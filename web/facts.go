package web

import (
	"strings"

	"haven/internal/facility"
)

// numbers are telephone numbers of one purpose.
type numbers struct {
	Purpose string
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
		all = append(all, numbers{
			say.Text("line.main"), []*call{callOf(p.Phone.Value)}, originOf(say, &p.Phone, facility.Phone.String),
		})
	}
	if p.Intake.Stated {
		intake := numbers{Purpose: say.Text("line.intake"), Origin: originOf(say, &p.Intake, phones)}
		for _, phone := range p.Intake.Value {
			intake.Calls = append(intake.Calls, callOf(phone))
		}
		all = append(all, intake)
	}
	return all
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
	var all []fact
	for _, f := range []*fact{address, website, hours} {
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
