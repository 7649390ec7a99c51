package xlsx

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
)

// part reads the XML of one part token by token. Neither a long token nor
// deep nesting fills the memory, and no entities are expanded.
type part struct {
	name string
	in   *meter
	xml  *xml.Decoder
}

func open(f *zip.File) (*part, error) {
	r, err := f.Open()
	if err != nil {
		return nil, damaged(err)
	}
	in := &meter{r: r, declared: int64(f.UncompressedSize64)}
	return &part{f.Name, in, xml.NewDecoder(in)}, nil
}

// token returns the next token; its bytes are valid until the one after. A
// part that ends is cut off: readers stop at the closing tag they wait for.
func (p *part) token() (xml.Token, error) {
	p.in.token = maxToken
	token, err := p.xml.RawToken()
	if err != nil {
		return nil, p.explain(err)
	}
	return token, nil
}

// finish reads to the end, which is where the checksum is compared.
func (p *part) finish() error {
	p.in.token = maxUnpacked
	if _, err := io.Copy(io.Discard, p.in); err != nil {
		return p.explain(err)
	}
	return nil
}

func (p *part) explain(err error) error {
	if errors.Is(err, errLongToken) || errors.Is(err, errUnderstated) {
		return fmt.Errorf("%s %w: check that it is the right file", p.name, err)
	}
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return damaged(fmt.Errorf("%s: %w", p.name, err))
}

var (
	errLongToken   = fmt.Errorf("has a cell of more than %d KB, which Excel does not allow", maxToken>>10)
	errUnderstated = errors.New("unpacks to more than it says")
)

// meter reads a part and refuses more than it declared, and more than a
// token may have.
type meter struct {
	r        io.Reader
	declared int64
	token    int
}

func (m *meter) Read(p []byte) (int, error) {
	if m.token <= 0 {
		return 0, errLongToken
	}
	n, err := m.r.Read(p[:min(len(p), m.token)])
	m.token -= n
	m.declared -= int64(n)
	if m.declared < 0 || errors.Is(err, zip.ErrFormat) {
		return 0, errUnderstated
	}
	return n, err
}
