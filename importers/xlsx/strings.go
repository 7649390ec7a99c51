package xlsx

import (
	"encoding/xml"
	"errors"
	"fmt"
)

var errManyStrings = errors.New("the workbook holds more text than any real one: check that it is the right file")

// readStrings reads the strings that cells refer to by number.
func (b *Book) readStrings(name string) error {
	f := b.parts[partName(name)]
	if f == nil {
		return damaged(fmt.Errorf("%s is missing", name))
	}
	p, err := open(f)
	if err != nil {
		return err
	}
	var text text
	for total := 0; ; {
		token, err := p.token()
		if err != nil {
			return err
		}
		if err := text.take(token); err != nil {
			return err
		}
		end, ok := token.(xml.EndElement)
		if !ok {
			continue
		}
		switch end.Name.Local {
		case "si":
			s := text.cut()
			text.row = 0
			if total += len(s); total > maxStringText || len(b.strings) == maxStrings {
				return errManyStrings
			}
			b.strings = append(b.strings, s)
		case "sst":
			return p.finish()
		}
	}
}

// text gathers the text of a cell or shared string: what stands in its t
// elements, which are several where parts of it are formatted differently,
// and in a v element. Phonetic readings (rPh) are not part of it.
type text struct {
	buf      []byte
	within   bool
	phonetic bool
	row      int // bytes cut since the last reset
}

func (t *text) take(token xml.Token) error {
	switch e := token.(type) {
	case xml.StartElement:
		t.mark(e.Name.Local, true)
	case xml.EndElement:
		t.mark(e.Name.Local, false)
	case xml.CharData:
		if !t.within || t.phonetic {
			return nil
		}
		if t.row += len(e); t.row > maxRowText {
			return errLongRow
		}
		t.buf = append(t.buf, e...)
	}
	return nil
}

func (t *text) mark(element string, start bool) {
	switch element {
	case "t", "v":
		t.within = start
	case "rPh":
		t.phonetic = start
	}
}

// cut returns what was gathered and starts anew.
func (t *text) cut() string {
	s := string(t.buf)
	t.buf = t.buf[:0]
	return s
}

var errLongRow = fmt.Errorf("a row has more than %d KB of text, which no real one has: check that it is the right file", maxRowText>>10)
