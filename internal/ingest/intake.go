package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"haven/importers"
	"haven/internal/facility"
	"haven/internal/geo"
)

// A file with more bad rows than both of these is not what it seems: a wrong
// column mapping, say. Then nothing of it is taken.
const (
	allowedBadRows  = 10
	allowedBadShare = 0.01
)

// intake is a file read into memory, one row at a time, as an importers.Sink.
type intake struct {
	ctx      context.Context
	progress func(Progress)
	edition  importers.Edition
	rows     []row
	points   []importers.KnownPoint
	rejected []importers.RowError
	strayed  []importers.RowError // points refused
	notes    []importers.RowError // parts of rows left out
	read     int                  // rows, whatever became of them
	locator  *Locator
	digest   string // SHA-256 of the file
}

// row is a record of the file with what it is recognised by.
type row struct {
	importers.Record
	identity identity
	digest   string // of the claims
}

// readFile reads and judges a file.
func readFile(ctx context.Context, imp importers.Importer, file string, locator *Locator, progress func(Progress)) (*intake, error) {
	in := &intake{ctx: ctx, locator: locator, progress: progress}
	var err error
	if file != "" {
		if in.digest, err = fileDigest(file); err != nil {
			return nil, err
		}
	}
	if in.edition, err = imp.Read(ctx, file, in); err != nil {
		return nil, err
	}
	return in, in.judge()
}

func fileDigest(file string) (string, error) {
	f, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer f.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, f); err != nil {
		return "", fmt.Errorf("read %s: %w", file, err)
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}

// Record implements importers.Sink.
func (in *intake) Record(r importers.Record) error {
	in.read++
	if p := r.Claims.Point; p != nil && r.Claims.Address != nil && in.strays(r.Line, r.Claims.Address.Value, p.Value) {
		r.Claims.Point = nil
	}
	claims, err := json.Marshal(&r.Claims)
	if err != nil {
		return fmt.Errorf("line %d: %w", r.Line, err)
	}
	sum := sha256.Sum256(claims)
	in.rows = append(in.rows, row{Record: r, identity: identityOf(&r), digest: hex.EncodeToString(sum[:10])})
	return in.tick()
}

// Point implements importers.Sink.
func (in *intake) Point(p importers.KnownPoint) error {
	in.read++
	if !in.strays(p.Line, p.Address, p.Point) {
		in.points = append(in.points, p)
	}
	return in.tick()
}

// strays refuses a point that is far from where its address says.
func (in *intake) strays(line int, a facility.Address, p geo.Point) bool {
	if !in.locator.strays(a, p) {
		return false
	}
	in.strayed = append(in.strayed, importers.RowError{
		Line: line, Field: "point", Value: fmt.Sprintf("%.4f,%.4f", p.Lat, p.Lon),
		Reason: "more than 50 km from both " + a.ZIP5() + " and " + a.City + ", " + a.State,
	})
	return true
}

// Reject implements importers.Sink.
func (in *intake) Reject(e importers.RowError) error {
	in.read++
	in.rejected = append(in.rejected, e)
	return in.tick()
}

// Note implements importers.Sink.
func (in *intake) Note(e importers.RowError) error {
	if len(in.notes) < maxListed {
		in.notes = append(in.notes, e)
	}
	return in.ctx.Err()
}

func (in *intake) tick() error {
	if in.read%500 == 0 {
		in.progress(Progress{Stage: "reading", Done: in.read})
	}
	return in.ctx.Err()
}

// judge refuses a file with too many bad rows, or with no good one.
func (in *intake) judge() error {
	bad := len(in.rejected)
	few := bad <= allowedBadRows || float64(bad) <= allowedBadShare*float64(in.read)
	if bad == 0 || few && bad < in.read {
		return nil
	}
	return &TooManyRejectedError{Read: in.read, Rejections: in.rejected}
}

// TooManyRejectedError says that a file has too many bad rows to be trusted.
type TooManyRejectedError struct {
	Read       int
	Rejections []importers.RowError
}

func (e *TooManyRejectedError) Error() string {
	return fmt.Sprintf("%d of %d rows cannot be read, more than 1 %%: nothing was imported. Correct the file, or check that it is of this source",
		len(e.Rejections), e.Read)
}
