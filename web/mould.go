package web

import (
	"html/template"
	"strings"
	"sync"

	"haven/web/messages"
)

// choiceMoulds make the filters of pages in a language. A page has two hundred,
// which differ from those of the last one in their numbers alone; so each is
// made of its template once, with marks where its numbers go.
type choiceMoulds struct {
	say      *messages.Catalogue
	template *template.Template // which holds "choice"
	made     sync.Map           // choiceMould by choice, with nothing found
}

// choiceMould is the HTML of a choice around its two numbers.
type choiceMould struct{ before, between, after string }

// markedChoice is what the template "choice" shows.
type markedChoice struct {
	choice
	Count, Places string
}

// The marks are of Unicode's private area, which no label uses.
const countMark, placesMark = "\ue000", "\ue001"

// usualChoice is as long as most choices are, in bytes.
const usualChoice = 350

// html is a list of choices.
func (m *choiceMoulds) html(choices []choice) (template.HTML, error) {
	var out strings.Builder
	out.Grow(len(choices) * usualChoice)
	for _, c := range choices {
		mould, err := m.of(c)
		if err != nil {
			return "", err
		}
		out.WriteString(mould.before)
		out.WriteString(template.HTMLEscapeString(m.say.Text("filters.count", c.Found)))
		out.WriteString(mould.between)
		out.WriteString(template.HTMLEscapeString(m.say.Count("filters.places", c.Found)))
		out.WriteString(mould.after)
	}
	return template.HTML(out.String()), nil
}

func (m *choiceMoulds) of(c choice) (choiceMould, error) {
	c.Found = 0
	if made, ok := m.made.Load(c); ok {
		return made.(choiceMould), nil
	}
	var html strings.Builder
	if err := m.template.ExecuteTemplate(&html, "choice", markedChoice{c, countMark, placesMark}); err != nil {
		return choiceMould{}, err
	}
	var mould choiceMould
	var rest string
	mould.before, rest, _ = strings.Cut(html.String(), countMark)
	mould.between, mould.after, _ = strings.Cut(rest, placesMark)
	m.made.Store(c, mould)
	return mould, nil
}
