package web

import (
	"html"
	"regexp"
	"strings"
	"testing"

	"haven/internal/facility"
	"haven/internal/plainwords"
	"haven/web/messages"
)

// pagesIn is each page in a language.
func pagesIn(t *testing.T, lang string) map[string]answer {
	t.Helper()
	cfg := config()
	s := serve(t, cfg).in(lang)
	cfg.Searcher = broken{}
	pages := everyPage(s, serve(t, cfg).in(lang))
	for _, form := range []string{
		"near=Atlanta, GA&q=overdose suboxone",
		"near=Atlanta, GA&q=suicide detox",
		"near=30303&code=MD&code=DT&code=OIT",
		"near=30303&code=PW&q=nowhere free",
		"q=no such order&sort=prettiest",
		"near=30303&q=" + strings.Repeat("long ", 40),
		"near=30303&radius=far",
	} {
		pages[form] = s.search(form)
	}
	return pages
}

// readIn is each page in a language, as somebody reads it.
func readIn(t *testing.T, lang string) map[string]string {
	t.Helper()
	read := map[string]string{}
	for name, page := range pagesIn(t, lang) {
		read[name] = page.text()
	}
	return read
}

var filledIn = regexp.MustCompile(`%(\[\d\])?[a-z]`)

// A sentence of English on a Spanish page is one that was forgotten.
func TestASpanishPageIsSpanishThroughout(t *testing.T) {
	languages, err := messages.Load()
	if err != nil {
		t.Fatal(err)
	}
	var english []string
	for _, key := range languages["en"].Keys() {
		for part := range strings.SplitSeq(filledIn.ReplaceAllString(languages["en"].Text(key), "\n"), "\n") {
			english = append(english, strings.Trim(part, " .,:;()"))
		}
	}
	for _, c := range facility.Builtin().Codes() {
		english = append(english, c.English, languages["en"].CodeHelp(c.Code))
	}
	for name, text := range readIn(t, "es") {
		for _, sentence := range english {
			if plainwords.Words(sentence) > 2 && strings.Contains(text, html.UnescapeString(sentence)) {
				t.Errorf("%s says %q", name, sentence)
			}
		}
	}
}

func TestASpanishPageSaysSo(t *testing.T) {
	s := newServer(t, config())
	say := s.speechIn("es")
	var content strings.Builder
	err := s.write(&content, say, nil, newHome(say))
	if err != nil {
		t.Fatal(err)
	}
	page := answer{body: content.String()}
	if !strings.Contains(page.body, `<html lang="es">`) {
		t.Error("the page does not tell its language")
	}
	page.says(t, "¿Qué necesita?", "Llame al 911", "Llame: 988, oprima 2", "Metadona", "Tratamiento residencial")
}

func TestPagesPutNobodyDown(t *testing.T) {
	for _, lang := range []string{"en", "es"} {
		for name, text := range readIn(t, lang) {
			for _, found := range plainwords.Hurtful(text) {
				t.Errorf("%s in %s says %q; write: %s", name, lang, found.Word, found.Instead)
			}
		}
	}
}
