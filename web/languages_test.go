package web

import (
	"context"
	"errors"
	"html"
	"regexp"
	"strings"
	"testing"

	"haven/internal/ask"
	"haven/internal/facility"
	"haven/internal/plainwords"
	"haven/internal/sample"
	"haven/web/messages"
)

// readIn is each page in a language, as somebody reads it.
func readIn(t *testing.T, lang string) map[string]string {
	t.Helper()
	s := newServer(t, config())
	say := s.speechIn(lang)
	pages := map[string]page{
		"home": newHome(say), "about": aboutPage{Weights: say.weights()},
		"missing": newFailure(say, 404, ""), "fault": newFailure(say, 500, "id"),
	}
	for _, id := range []string{sample.PeachStreet, sample.FivePoints, sample.GrantPark, sample.MagicCity, sample.OldMill} {
		listing, profile, err := s.Directory.Profile(context.Background(), id)
		if err != nil {
			t.Fatal(err)
		}
		pages[id] = newFacility(say, &listing, profile)
	}
	for _, r := range []ask.Request{
		{Near: "Atlanta, GA", Q: "overdose suboxone", Facets: "true"},
		{Near: "30303", Code: []string{"MD", "DT", "OIT"}, Facets: "true"},
		{Near: "30303", Code: []string{"PW"}, Q: "nowhere free", Facets: "true"},
		{Near: "Georgia", Facets: "true"},
		{Near: "Alanta"},
		{Q: "no such service", Code: []string{"XYZ"}},
		{Q: "no such order", Sort: "prettiest"},
	} {
		found, err := s.find(context.Background(), r, say.tax)
		var refused *ask.ParamError
		switch {
		case errors.As(err, &refused):
			pages[r.Near+" "+r.Q] = newRefused(say, r, refused)
		case err != nil:
			t.Fatal(err)
		default:
			pages[r.Near+" "+r.Q] = newResults(say, found)
		}
	}
	read := map[string]string{}
	for name, p := range pages {
		content, err := s.html(say, p)
		if err != nil {
			t.Fatal(err)
		}
		read[name] = answer{body: string(content)}.text()
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
	content, err := s.html(say, newHome(say))
	if err != nil {
		t.Fatal(err)
	}
	page := answer{body: string(content)}
	if !strings.Contains(page.body, `<html lang="es">`) {
		t.Error("the page does not tell its language")
	}
	page.says(t, "¿Qué necesita?", "Llame al 911", "Llame al 988 y oprima 2", "Metadona", "Tratamiento residencial")
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
