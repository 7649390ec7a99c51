package web

import (
	"cmp"
	"maps"
	"slices"

	"haven/internal/facility"
)

// answers are the services that a place has, or those it does not have.
type answers struct {
	Count int
	// Origin is where most of them come from: a directory's row answers some
	// 300 in one breath.
	Origin     origin
	Categories []answered
}

// answered are the services of one category.
type answered struct {
	code     string
	Label    string
	Services []service
}

// service is one answer; its origin is told where it is not that of most.
type service struct {
	Label  string
	Help   string // a line, for services that a place has
	Origin *origin
}

func newAnswers(say speech, facts map[string]facility.CodeFact, answer facility.Answer) answers {
	origins := map[string]origin{}
	for code, f := range facts {
		if f.Value == answer {
			origins[code] = originOf(say, &f, say.answer)
		}
	}
	all := answers{Count: len(origins), Origin: commonest(origins)}
	for _, c := range say.categories() {
		group := answered{code: c.Code, Label: say.category(c)}
		for _, code := range c.Codes {
			if o, ok := origins[code.Code]; ok {
				s := all.service(say.label(code.Code), o)
				if answer == facility.Yes {
					s.Help = say.CodeHelp(code.Code)
				}
				group.add(s)
			}
		}
		if len(group.Services) > 0 {
			all.Categories = append(all.Categories, group)
		}
	}
	return all
}

func (a *answers) service(label string, o origin) service {
	if o == a.Origin {
		return service{Label: label}
	}
	return service{Label: label, Origin: &o}
}

// add adds a service. What explains another of the category already is not
// said again.
func (a *answered) add(s service) {
	if slices.ContainsFunc(a.Services, func(other service) bool { return other.Help == s.Help }) {
		s.Help = ""
	}
	a.Services = append(a.Services, s)
}

func (say speech) answer(a facility.Answer) string { return say.Text("answer." + a.String()) }

// commonest is the origin of most codes; of several the first in the alphabet,
// so that a page does not change from one look to the next.
func commonest(origins map[string]origin) origin {
	count := map[origin]int{}
	for _, o := range origins {
		count[o]++
	}
	all := slices.Collect(maps.Keys(count))
	if len(all) == 0 {
		return origin{}
	}
	return slices.MinFunc(all, func(a, b origin) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a.Said, b.Said), cmp.Compare(a.Confirmed+a.Doubt+a.Others, b.Confirmed+b.Doubt+b.Others))
	})
}

// unanswered are the services nothing is known about. A category that no
// source spoke of stands without its services; it is left out where its topic
// says so.
func (say speech) unanswered(facts map[string]facility.CodeFact) []answered {
	var all []answered
	for _, c := range say.categories() {
		group := answered{Label: say.category(c)}
		for _, code := range c.Codes {
			if _, known := facts[code.Code]; !known {
				group.Services = append(group.Services, service{Label: say.label(code.Code)})
			}
		}
		topic := topicOf(c.Code)
		_, told := say.answersIn(facts, topic...)
		switch {
		case topic != nil && !told:
		case len(group.Services) == len(c.Codes):
			all = append(all, answered{Label: group.Label})
		case len(group.Services) > 0:
			all = append(all, group)
		}
	}
	return all
}
