package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io"
	"path"
	"strings"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"

	"haven/web/messages"
)

//go:embed templates
var templateFiles embed.FS

// page is what a template of the same name shows.
type page interface {
	name() string
	// title names the page in histories and tabs: it never tells a search.
	title(speech) string
}

// document is a page within what all pages share.
type document struct {
	Title string
	Demo  bool
	Page  page
	// Versions are the page in all languages.
	Versions []version
	Listed   *listed   // nil for a page that search engines are kept from
	User     *signedIn // nil for a page that is not for somebody who signed in
	// SignIn offers the way in for staff, where there is one.
	SignIn bool
	// Again is after how many seconds a browser without scripts loads the page
	// anew; 0 for never.
	Again int
}

// templates holds the pages' templates by language and name.
type templates map[string]map[string]*template.Template

// The templates that all pages are put together with, and the pages' own.
const (
	sharedTemplates = "templates/shared/*.html"
	pageTemplates   = "templates"
)

func parseTemplates(languages map[string]*messages.Catalogue, a assets) (templates, error) {
	all := templates{}
	for lang, say := range languages {
		moulds := &choiceMoulds{say: say}
		shared, err := template.New("").Funcs(template.FuncMap{
			"t":       say.Text,
			"n":       say.Count,
			"url":     speech{Catalogue: say}.path,
			"choices": moulds.html,
			"options": htmlOf,
			"asset": func(name string) (string, error) {
				if a.url[name] == "" {
					return "", fmt.Errorf("there is no asset %q", name)
				}
				return a.url[name], nil
			},
		}).ParseFS(templateFiles, sharedTemplates)
		if err != nil {
			return nil, err
		}
		if moulds.template, err = shared.Clone(); err != nil {
			return nil, err
		}
		constant := constants{"t": func(key string) string { return say.Text(key) }, "url": speech{Catalogue: say}.path}
		if all[lang], err = parsePages(shared, constant); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func parsePages(shared *template.Template, constant constants) (map[string]*template.Template, error) {
	files, err := templateFiles.ReadDir(pageTemplates)
	if err != nil {
		return nil, err
	}
	pages := map[string]*template.Template{}
	for _, file := range files {
		if file.IsDir() {
			continue
		}
		own, err := shared.Clone()
		if err != nil {
			return nil, err
		}
		if own, err = own.ParseFS(templateFiles, path.Join(pageTemplates, file.Name())); err != nil {
			return nil, err
		}
		constant.in(own)
		pages[strings.TrimSuffix(file.Name(), ".html")] = own
	}
	return pages, nil
}

// write writes the whole page, for user if it is for somebody who signed in.
func (s *Server) write(out io.Writer, say speech, user *signedIn, p page) error {
	d := document{Title: p.title(say), Demo: s.Demo, Page: p, Versions: s.versionsOf(say, p), Listed: s.listedAs(say, p), User: user, SignIn: s.Staff != nil && user == nil}
	if changing, ok := p.(interface{ again() time.Duration }); ok {
		d.Again = int(changing.again().Seconds())
	}
	if err := s.templates[say.Lang()][p.name()].ExecuteTemplate(out, "document", d); err != nil {
		return fmt.Errorf("page %s: %w", p.name(), err)
	}
	return nil
}

// render answers with a page. It is made whole before a byte is sent, so that
// a fault gives the error page and not half of another.
func (s *Server) render(c *fiber.Ctx, say speech, p page) error {
	return s.renderFor(c, say, nil, p)
}

// making are buffers in which pages were made, for the next ones.
var making = sync.Pool{New: func() any { return &bytes.Buffer{} }}

func (s *Server) renderFor(c *fiber.Ctx, say speech, user *signedIn, p page) error {
	content := making.Get().(*bytes.Buffer)
	defer making.Put(content)
	content.Reset()
	if err := s.write(content, say, user, p); err != nil {
		return err
	}
	if s.listedAs(say, p) == nil {
		keepOut(c)
	}
	c.Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
	c.Response().SetBody(content.Bytes()) // a copy
	return nil
}
