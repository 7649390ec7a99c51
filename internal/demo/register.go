package demo

import (
	"context"
	"strings"
	"time"

	"haven/importers"
	"haven/internal/facility"
)

// RegisterSource is the name of the made-up register, and of its one series.
const RegisterSource = "demo-register"

// Register is a made-up register of licences, an [importers.Importer]: a second
// source for the places of one state, which tells some things otherwise than the
// directory. So a demo has something to settle, and an import to undo.
type Register struct {
	of        *Directory
	state     string
	published time.Time
}

// NewRegister returns the register of a directory's places in a state, such as
// NM, published on a day.
func NewRegister(of *Directory, state string, published time.Time) *Register {
	return &Register{of, state, published}
}

// Source is "demo-register".
func (r *Register) Source() string { return RegisterSource }

// Read makes up the rows; there is no file to read. Its error is the sink's or
// the context's.
func (r *Register) Read(ctx context.Context, _ string, sink importers.Sink) (importers.Edition, error) {
	if _, err := r.of.Read(ctx, "", &licensed{Sink: sink, state: r.state}); err != nil {
		return importers.Edition{}, err
	}
	return importers.Edition{Series: RegisterSource, Modified: r.published}, nil
}

// Where register and directory part: of so many rows one has another number, one
// speaks of no methadone, and one has half a name that leaves in doubt whether
// it is the place at that address.
const (
	otherNumber = 9
	noMethadone = 7
	halfAName   = 10
)

// licensed hands on a directory's places of one state as rows of the register.
type licensed struct {
	importers.Sink
	state string
	rows  int
}

func (l *licensed) Point(importers.KnownPoint) error { return nil }

func (l *licensed) Record(r importers.Record) error {
	if r.Claims.Address.Value.State != l.state {
		return nil
	}
	l.rows++
	c := facility.Claims{Name: r.Claims.Name, Address: r.Claims.Address, Phone: r.Claims.Phone}
	if l.rows%otherNumber == 0 {
		c.Phone = facility.Says(moved(c.Phone.Value))
	}
	if l.rows%noMethadone == 0 {
		c.No = []string{"MU"}
	}
	if l.rows%halfAName == 0 {
		first, _, _ := strings.Cut(c.Name.Value.Name, " ")
		c.Name, c.Phone = facility.Says(facility.Name{Name: first + " Associates"}), nil
	}
	return l.Sink.Record(importers.Record{Line: l.rows, Rank: facility.RankRegister, Claims: c})
}

// moved is another number kept for fiction.
func moved(p facility.Phone) facility.Phone {
	end := len(p.E164) - 1
	last := "5"
	if p.E164[end:] == last {
		last = "6"
	}
	return facility.Phone{E164: p.E164[:end] + last}
}
