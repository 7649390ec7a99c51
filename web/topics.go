package web

import (
	"slices"

	"haven/internal/facility"
)

// offered are the services that a place has: first those that people look for
// first, by topic, then all others by category. Each is there once.
type offered struct {
	Count  int
	Origin origin // where most of them come from
	Topics []topic
	Others []answered
}

// topic is what a place does about one thing that people look for first.
type topic struct {
	Label string
	// Services are the first few, More those that unfold.
	Services, More []service
	// None is said where there are no services: that none is listed, or that
	// nobody has said.
	None string
}

// topics are what people look for first, with the categories of codes that
// answer it.
var topics = []struct {
	name       string
	categories []string
}{
	{"care", []string{"TC", "SET"}},
	{"medication", []string{"OM"}},
	{"policy", []string{"OT", "AUT"}},
	{"payment", []string{"PAY", "PYAS"}},
	{"people", []string{"AGE", "GN", "SG"}},
	{"languages", []string{"SL", "OL"}},
}

// A topic shows maxShown services and unfolds the others, unless those are so
// few that nobody would thank us for hiding them.
const (
	maxShown  = 8
	minFolded = 3
)

func newOffered(say speech, facts map[string]facility.CodeFact) offered {
	yes := newAnswers(say, facts, facility.Yes)
	o := offered{Count: yes.Count, Origin: yes.Origin}
	for _, t := range topics {
		shown := topic{Label: say.Text("topic." + t.name)}
		for _, c := range yes.Categories {
			if slices.Contains(t.categories, c.code) {
				shown.Services = append(shown.Services, c.Services...)
			}
		}
		_, known := say.answersIn(facts, t.categories...)
		o.Topics = append(o.Topics, shown.told(say, known))
	}
	for _, c := range yes.Categories {
		if topicOf(c.code) == nil {
			o.Others = append(o.Others, c)
		}
	}
	return o
}

// told folds what is beyond a few services, and says why where there are none.
func (t topic) told(say speech, known bool) topic {
	switch {
	case len(t.Services) >= maxShown+minFolded:
		t.Services, t.More = t.Services[:maxShown], t.Services[maxShown:]
	case len(t.Services) > 0:
	case known:
		t.None = say.Text("topic.none")
	default:
		t.None = say.Text("topic.unknown")
	}
	return t
}

// topicOf are the categories of the topic that one belongs to; nil if it
// belongs to none.
func topicOf(category string) []string {
	for _, t := range topics {
		if slices.Contains(t.categories, category) {
			return t.categories
		}
	}
	return nil
}

// answersIn reports whether a place has a service of some categories, and
// whether anybody has said anything about them.
func (say speech) answersIn(facts map[string]facility.CodeFact, categories ...string) (yes, known bool) {
	for code, f := range facts {
		if slices.Contains(categories, say.tax.CategoryOf(code)) {
			yes, known = yes || f.Value == facility.Yes, true
		}
	}
	return yes, known
}
