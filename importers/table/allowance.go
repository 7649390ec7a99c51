package table

import (
	"errors"
	"io"
)

var errTooLong = errors.New("the allowance is used up")

// allowance lets a parser read so many bytes until it is renewed, so that
// the parser's own memory stays bounded.
type allowance struct {
	r    io.Reader
	left int
}

func (a *allowance) Read(p []byte) (int, error) {
	if a.left <= 0 {
		return 0, errTooLong
	}
	n, err := a.r.Read(p[:min(len(p), a.left)])
	a.left -= n
	return n, err
}
