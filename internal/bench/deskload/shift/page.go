package shift

import (
	"fmt"
	"html"
	"net/url"
	"regexp"
	"strings"
)

var (
	shownCode     = regexp.MustCompile(`<p class="code">([a-z-]+[0-9]{5})</p>`)
	shownHere     = regexp.MustCompile(`data-here="([^"]*)"`)
	shownList     = regexp.MustCompile(`<li id="pick-([^"]*)">`)
	offered       = regexp.MustCompile(`name="add" value="([^"]*)"`)
	shownVersion  = regexp.MustCompile(`name="version" value="([0-9]+)"`)
	shownWas      = regexp.MustCompile(`name="was" value="([^"]*)"`)
	shownState    = regexp.MustCompile(`data-state="([^"]*)"`)
	shownConsent  = regexp.MustCompile(`(?s)<strong>We keep contact details</strong>.*?name="consent" value="([^"]*)"`)
	waiting       = regexp.MustCompile(`action="(/desk/follow-ups/[^"/]+)/claim"`)
	shownCase     = regexp.MustCompile(`href="(/desk/case/[^"/]+)"`)
	shownMark     = regexp.MustCompile(`[a-z]+-day[0-9]+call[0-9]+\.`)
	tag           = regexp.MustCompile(`<[^>]*>|\s+`)
	mainOfTheBody = regexp.MustCompile(`(?s)<main.*</main>`)
)

// found is what a pattern finds first in a page.
func (p page) found(pattern *regexp.Regexp) (string, error) {
	found := pattern.FindStringSubmatch(p.body)
	if found == nil {
		return "", fmt.Errorf("%s does not show %v: %.300s", p.path, pattern, words(p.body))
	}
	return html.UnescapeString(found[1]), nil
}

// all is everything that a pattern finds in a page, in its order.
func (p page) all(pattern *regexp.Regexp) []string {
	var all []string
	for _, found := range pattern.FindAllStringSubmatch(p.body, -1) {
		all = append(all, found[len(found)-1])
	}
	return all
}

// form is the part of a page that is the form of an id.
func (p page) form(id string) page {
	_, rest, _ := strings.Cut(p.body, `id="`+id+`"`)
	inside, _, _ := strings.Cut(rest, "</form>")
	return page{p.status, p.path + "#" + id, inside}
}

// facts are the fields of a form of facts, as it was shown, with some changed.
func (p page) facts(id string, changes map[string]string) (url.Values, error) {
	form := p.form(id)
	version, err := form.found(shownVersion)
	if err != nil {
		return nil, err
	}
	was, err := form.found(shownWas)
	if err != nil {
		return nil, err
	}
	fields, err := url.ParseQuery(was)
	if err != nil {
		return nil, err
	}
	for name, value := range changes {
		fields.Set(name, value)
	}
	fields.Set("version", version)
	fields.Set("was", was)
	return fields, nil
}

// words are what a page says, for messages about what went wrong.
func words(body string) string {
	if main := mainOfTheBody.FindString(body); main != "" {
		body = main
	}
	return strings.TrimSpace(tag.ReplaceAllString(body, " "))
}
