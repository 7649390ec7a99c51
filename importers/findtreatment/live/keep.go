package live

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
)

// unfinished ends the name of a file that lacks pages.
const unfinished = ".part"

// answers is a file of pages, each on a line.
type answers struct {
	file        *os.File
	pages       int
	rows, given int // see [Answers]
	told        int // by the first page
	last        *page
	bytes       int64
}

// openAnswers opens a finished file.
func openAnswers(name string) (*answers, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	a := &answers{file: file}
	return a, a.readPages()
}

// continueAnswers opens a file to add to it what it lacks. A page that was not
// written to its end is cut off.
func continueAnswers(name string) (*answers, error) {
	file, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	a := &answers{file: file}
	if err := a.readPages(); err != nil {
		return nil, err
	}
	if err := file.Truncate(a.bytes); err != nil {
		return nil, err
	}
	_, err = file.Seek(a.bytes, io.SeekStart)
	return a, err
}

// readPages counts the pages that are whole.
func (a *answers) readPages() error {
	lines := bufio.NewReader(a.file)
	for {
		line, err := lines.ReadBytes('\n')
		if err == io.EOF {
			return nil
		}
		var p page
		if err != nil {
			return err
		}
		if json.Unmarshal(line, &p) != nil {
			return nil
		}
		a.count(&p, len(line))
	}
}

func (a *answers) count(p *page, bytes int) {
	if a.pages == 0 {
		a.told = p.RecordCount
	}
	a.pages++
	a.rows += len(p.Rows)
	a.given += p.Given
	a.bytes += int64(bytes)
	a.last = p
}

// add writes a page.
func (a *answers) add(p *page) error {
	line, err := json.Marshal(p)
	if err != nil {
		return err
	}
	line = append(line, '\n')
	if a.bytes+int64(len(line)) > maxBytes {
		return fmt.Errorf("the answers have more than %d MB: ask for fewer places", maxBytes>>20)
	}
	if _, err := a.file.Write(line); err != nil {
		return err
	}
	a.count(p, len(line))
	return nil
}

// complete reports whether there is nothing more to ask for. Totals of the
// site are wrong at times: after a full page comes another, whatever they say,
// and after an empty one none.
func (a *answers) complete() bool {
	switch {
	case a.last == nil || a.last.Given >= pageSize:
		return false
	case a.last.Given == 0:
		return true
	}
	return a.pages >= a.last.TotalPages && a.given >= a.told
}

func (a *answers) summary(name string) Answers {
	return Answers{File: name, Rows: a.rows, Given: a.given, Told: a.told}
}

// close may be called twice.
func (a *answers) close() error {
	if a.file == nil {
		return nil
	}
	file := a.file
	a.file = nil
	return file.Close()
}
