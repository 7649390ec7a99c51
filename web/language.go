package web

import (
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"haven/web/messages"
)

// english is spoken where an address asks for no other language.
const english = messages.Source

// prefix is what the addresses of a language begin with.
func prefix(lang string) string {
	if lang == english {
		return ""
	}
	return "/" + lang
}

// parse parts a path into its language and the path that all languages have in
// common. One slash is at its beginning, as two would lead to another
// host, and none at its end.
func (s *Server) parse(path string) (lang, here string) {
	path = "/" + strings.Trim(path, "/")
	first, rest, _ := strings.Cut(path[1:], "/")
	if first == english || s.languages[first] == nil {
		return english, path
	}
	return first, "/" + strings.Trim(rest, "/")
}

// speech is in the language of the page's address, and of nothing else: so a
// link shows everybody the same page, and nothing is kept of anybody.
func (s *Server) speech(c *fiber.Ctx) speech {
	lang, here := s.parse(c.Path())
	say := s.speechIn(lang)
	say.here = here
	return say
}

// path is the address of a page in the language spoken. It takes the path that
// all languages have in common: "/about" is "/es/about" in Spanish.
func (say speech) path(common string) string { return prefix(say.Lang()) + common }

// version is the page that is shown, in some language.
type version struct {
	Lang, Name, Path string
	Carried          *onward // words that go along; nil for none
}

// versionsOf are the page in all languages. One that carries words hands them on:
// a link would lose them.
func (s *Server) versionsOf(say speech, p page) []version {
	all := s.versions(say.here)
	carrier, may := p.(interface{ carried() onward })
	if !may || carrier.carried().Kept == "" {
		return all
	}
	for i := range all {
		o := carrier.carried()
		_, to := s.parse(o.To)
		o.To = prefix(all[i].Lang) + to
		all[i].Path, all[i].Carried = prefix(all[i].Lang)+againPath, &o
	}
	return all
}

// versions are a page in all languages, English first; here is its path without
// the language.
func (s *Server) versions(here string) []version {
	var all []version
	for lang, other := range s.languages {
		all = append(all, version{Lang: lang, Name: other.Text("lang.name"), Path: prefix(lang) + here})
	}
	slices.SortFunc(all, func(a, b version) int { return strings.Compare(prefix(a.Lang), prefix(b.Lang)) })
	return all
}
