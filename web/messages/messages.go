// Package messages holds every sentence that Haven's pages say, by language.
// A language is a folder, such as en: its codes.yaml explains the service codes,
// whose short labels are in the taxonomy because searches and the API need them,
// too; all others hold keys and texts, a file for each group of people who
// read them. Adding the folder adds the language.
package messages

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"gopkg.in/yaml.v3"
)

//go:embed */*.yaml
var files embed.FS

// Source is the language that the texts are written in first. Another language
// says a text that it lacks in this one: a person in need reads half a page
// rather than none. That it lacks none is for the tests to see.
const Source = "en"

// Catalogue is what pages say in one language. It is read-only and safe for
// concurrent use.
type Catalogue struct {
	lang     string
	texts    map[string]text
	helps    helps
	printer  *message.Printer
	fallback *Catalogue // in the source language; nil for itself
}

// text is a format with its form for one, where it counts something.
type text struct{ One, Other string }

// UnmarshalYAML reads a text, or the two forms of one that counts.
func (t *text) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind == yaml.ScalarNode {
		return node.Decode(&t.Other)
	}
	type forms text
	return node.Decode((*forms)(t))
}

// codesFile is the file of a language that explains the service codes.
const codesFile = "codes.yaml"

// Load reads all languages, by their codes such as "en".
func Load() (map[string]*Catalogue, error) {
	folders, err := files.ReadDir(".")
	if err != nil {
		return nil, fmt.Errorf("list messages: %w", err)
	}
	all := map[string]*Catalogue{}
	for _, folder := range folders {
		lang := folder.Name()
		if all[lang], err = load(lang); err != nil {
			return nil, fmt.Errorf("messages of %s: %w", lang, err)
		}
	}
	for lang, c := range all {
		if lang != Source {
			c.fallback = all[Source]
		}
	}
	return all, nil
}

func load(lang string) (*Catalogue, error) {
	// Numbers are written as in the United States, whatever the language.
	tag, err := language.Parse(lang + "-US")
	if err != nil {
		return nil, err
	}
	names, err := fs.Glob(files, path.Join(lang, "*.yaml"))
	if err != nil {
		return nil, err
	}
	c := &Catalogue{lang: lang, texts: map[string]text{}, printer: message.NewPrinter(tag)}
	for _, name := range names {
		if path.Base(name) == codesFile {
			c.helps, err = loadHelps(name)
		} else {
			err = c.add(name)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return c, nil
}

// add reads the texts of a file. A key that two files have is an error.
func (c *Catalogue) add(file string) error {
	source, err := files.ReadFile(file)
	if err != nil {
		return err
	}
	var texts map[string]text
	if err := yaml.Unmarshal(source, &texts); err != nil {
		return err
	}
	for key, t := range texts {
		if _, twice := c.texts[key]; twice {
			return fmt.Errorf("%s is said by another file, too", key)
		}
		c.texts[key] = t
	}
	return nil
}

// Lang is the code of the language, such as "en".
func (c *Catalogue) Lang() string { return c.lang }

// Keys are the keys of all texts of this language, sorted.
func (c *Catalogue) Keys() []string { return slices.Sorted(maps.Keys(c.texts)) }

// Has reports whether a text of this key can be said, if need be in the source
// language.
func (c *Catalogue) Has(key string) bool { return c.text(key).Other != "" }

// Text says the text of a key, with args in the places of its verbs. A key
// that the source language lacks, too, is a fault of the build: it panics.
func (c *Catalogue) Text(key string, args ...any) string {
	return c.say(key, c.text(key).Other, args)
}

// Count says how many: n picks the form of the text and is its first argument.
func (c *Catalogue) Count(key string, n int, args ...any) string {
	format := c.text(key).Other
	if n == 1 {
		format = c.text(key).One
	}
	return c.say(key, format, append([]any{n}, args...))
}

func (c *Catalogue) text(key string) text {
	if t := c.texts[key]; t.Other != "" || c.fallback == nil {
		return t
	}
	return c.fallback.texts[key]
}

func (c *Catalogue) say(key, format string, args []any) string {
	if format == "" {
		panic(fmt.Sprintf("messages: %s has no text %q", c.lang, key))
	}
	if len(args) == 0 {
		return format
	}
	if sameEverywhere(args) {
		return fmt.Sprintf(format, args...)
	}
	return c.printer.Sprintf(format, args...)
}

// sameEverywhere reports whether all languages write args alike: words, and numbers
// without a thousand to set apart. To know that is quicker than to write them
// as in some language, and a page says some hundred.
func sameEverywhere(args []any) bool {
	for _, arg := range args {
		switch a := arg.(type) {
		case string:
		case int:
			if a <= -1000 || a >= 1000 {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// Date is a day in words: "June 29, 2023".
func (c *Catalogue) Date(t time.Time) string {
	return c.Text("date.day", c.month(t), fmt.Sprint(t.Day()), fmt.Sprint(t.Year()))
}

// Month is a month in words: "June 2023".
func (c *Catalogue) Month(t time.Time) string {
	return c.Text("date.month", c.month(t), fmt.Sprint(t.Year()))
}

func (c *Catalogue) month(t time.Time) string {
	return c.Text(fmt.Sprintf("month.%d", t.Month()))
}
