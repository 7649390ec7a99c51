package messages

import (
	"fmt"
	"strings"

	"gopkg.in/yaml.v3"
)

// helps say in a line what a service code, or a category of them, is about.
type helps struct {
	Categories map[string]string
	Codes      map[string]string
}

// CodeHelp explains a service code in one plain line: "9 to 19 hours a week;
// you live at home." It is "" where the label says it all.
func (c *Catalogue) CodeHelp(code string) string { return c.helps.Codes[code] }

// CategoryHelp explains a category of service codes in one plain line.
func (c *Catalogue) CategoryHelp(code string) string { return c.helps.Categories[code] }

// loadHelps reads a file of lines, each for one code or for several with
// blanks between. A code that two lines explain is an error.
func loadHelps(file string) (helps, error) {
	source, err := files.ReadFile(file)
	if err != nil {
		return helps{}, err
	}
	var lines helps
	if err := yaml.Unmarshal(source, &lines); err != nil {
		return helps{}, err
	}
	h := helps{Categories: lines.Categories, Codes: map[string]string{}}
	for codes, line := range lines.Codes {
		for _, code := range strings.Fields(codes) {
			if h.Codes[code] != "" {
				return helps{}, fmt.Errorf("%s is explained twice", code)
			}
			h.Codes[code] = line
		}
	}
	return h, nil
}
