package web

import (
	"encoding/xml"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"haven/internal/facility"
	"haven/internal/plainwords"
	"haven/internal/sample"
	"haven/web/messages"
)

// runningWords is from how many words on a text is one that people read, and no
// label or heading; a part of a page is measured from pageWords on.
const (
	runningWords = 4
	pageWords    = 30
)

// Pages are measured as they are rendered: of each paragraph, item and cell all
// that is not a name, the label of a service or the name of a source. What is
// inside of the frame that all pages share counts by itself, too.
func TestEveryPageIsPlain(t *testing.T) {
	for _, lang := range []string{"en", "es"} {
		aside := takeAside(t, lang)
		for name, page := range pagesIn(t, lang) {
			all, main := runningText(t, page.body, aside)
			checkPlain(t, lang, name, all)
			checkPlain(t, lang, "the middle of "+name, main)
		}
	}
}

func checkPlain(t *testing.T, lang, page, text string) {
	t.Helper()
	if plainwords.Words(text) < pageWords {
		return
	}
	if grade := plainwords.Grade(text); lang == "en" && grade > plainwords.MaxGrade {
		t.Errorf("%s takes grade %.1f, want %d at most:\n%s", page, grade, plainwords.MaxGrade, text)
	}
	if ease := plainwords.Huerta(text); lang == "es" && ease < plainwords.MinHuerta {
		t.Errorf("%s in Spanish is %.1f easy, want %d at least:\n%s", page, ease, plainwords.MinHuerta, text)
	}
}

// inState is a city or county as pages name it: "Atlanta, GA".
var inState = regexp.MustCompile(`\p{Lu}[\pL.]+(?: \p{Lu}[\pL.]+)*, [A-Z]{2}\b`)

// addressed are mail addresses and links: no words of ours, and those of tests
// are drawn by chance, with more or fewer syllables.
var addressed = regexp.MustCompile(`\S+(?:@|://)\S+`)

// legal are names that the law or a licence gives.
var legal = []string{"Substance Abuse and Mental Health Services Administration", "GeoNames (CC BY 4.0)", "US Census Bureau", "SAMHSA"}

// labels begin the keys of texts that are names, too: of sources, and in dates.
var labels = []string{"source", "month", "weekday"}

// takeAside takes what is no text of ours out of texts, as it is written on
// pages in a language: capital letters tell the label "Methadone" from the word.
func takeAside(t *testing.T, lang string) func(text string) string {
	t.Helper()
	aside := slices.Clone(legal)
	for _, c := range facility.Builtin().Codes() {
		aside = append(aside, facility.Builtin().Label(c.Code, lang))
	}
	for _, l := range sample.Listings() {
		aside = append(aside, l.Name.Name, l.Name.Unit)
	}
	languages, err := messages.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range languages[lang].Keys() {
		if group, _, _ := strings.Cut(key, "."); slices.Contains(labels, group) {
			aside = append(aside, languages[lang].Text(key))
		}
	}
	names := strings.NewReplacer(withNothing(aside)...)
	return func(text string) string {
		return inState.ReplaceAllString(names.Replace(addressed.ReplaceAllString(text, "")), "")
	}
}

// withNothing is each name, the longest first, and nothing in its place.
func withNothing(names []string) (pairs []string) {
	slices.SortFunc(names, func(a, b string) int { return len(b) - len(a) })
	for _, name := range names {
		if name != "" {
			pairs = append(pairs, name, "")
		}
	}
	return pairs
}

// within are elements that are read on with the text around them; unread are
// those that hold no text of ours, or that nobody reads.
var (
	within = []string{"a", "b", "em", "span", "strong", "abbr", "time", "bdi"}
	unread = []string{"head", "script", "style", "option", "textarea"}
)

// runningText is what a page says, one block a line, without blocks that are
// labels only; main is the part of it in the page's middle.
func runningText(t *testing.T, body string, aside func(string) string) (all, main string) {
	t.Helper()
	for _, b := range blocks(t, body) {
		text := aside(b.text)
		if plainwords.Words(text) < runningWords {
			continue
		}
		all += text + "\n"
		if b.inMain {
			main += text + "\n"
		}
	}
	return all, main
}

// block is a paragraph, an item, a cell or the like.
type block struct {
	text   string
	inMain bool
}

func blocks(t *testing.T, body string) (all []block) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(body))
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	var open block
	edge := func(element string, inMain bool) {
		if slices.Contains(within, element) {
			return
		}
		open.text = blanks.ReplaceAllString(open.text, " ")
		all = append(all, open)
		open = block{inMain: inMain}
	}
	for {
		token, err := d.Token()
		if err == io.EOF {
			return all
		}
		switch token := token.(type) {
		case xml.StartElement:
			if slices.Contains(unread, token.Name.Local) {
				err = d.Skip()
			}
			edge(token.Name.Local, open.inMain || token.Name.Local == "main")
		case xml.EndElement:
			edge(token.Name.Local, open.inMain && token.Name.Local != "main")
		case xml.CharData:
			open.text += string(token)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}
