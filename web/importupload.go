package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account/gate"
	"haven/internal/httpx"
	"haven/internal/tray"
)

// The fields of the form that a file is sent by.
const (
	fileField      = "file"
	sourceField    = "source"
	publishedField = "published"
	extentField    = "extent"
	mappingField   = "mapping"
	doField        = "do"
)

// Limits of that form but for its file.
const (
	maxParts = 12
	maxText  = 200 // bytes of a field
)

// upload is a form with a file, which is on disk already.
type upload struct {
	offer tray.Offer
	kept  *tray.Kept // nil when no file was sent
}

var errForm = errors.New("the form is not as our page sends it")

// readUpload reads a form part by part; keep writes its file. What was kept is
// told with an error, too.
func readUpload(parts *multipart.Reader, keep func(io.Reader) (tray.Kept, error)) (u upload, err error) {
	fields := map[string]string{}
	for n := 0; ; n++ {
		part, err := parts.NextPart()
		if err == io.EOF {
			break
		}
		if err != nil || n == maxParts {
			return u, fmt.Errorf("%w: part %d: %v", errForm, n+1, err)
		}
		switch name := part.FormName(); {
		case name == fileField && part.FileName() != "":
			if u.kept != nil {
				return u, fmt.Errorf("%w: two files", errForm)
			}
			kept, err := keep(part)
			if err != nil {
				return u, err
			}
			u.kept, u.offer.Name = &kept, part.FileName()
		case name == mappingField: // a file, or the text of one
			var text string
			if text, err = readText(part, tray.MaxMapping); strings.TrimSpace(text) != "" {
				u.offer.Mapping = text
			}
		default:
			fields[name], err = readText(part, maxText)
		}
		if err != nil {
			return u, err
		}
	}
	u.offer.Origin = tray.Uploaded
	return u, describeOffer(&u.offer, func(name string) string { return fields[name] })
}

func readText(r io.Reader, limit int64) (string, error) {
	text, err := io.ReadAll(io.LimitReader(r, limit+1))
	switch {
	case err != nil:
		return "", fmt.Errorf("%w: %v", errForm, err)
	case int64(len(text)) > limit:
		return "", fmt.Errorf("%w: a field has more than %d bytes", errForm, limit)
	}
	return strings.ToValidUTF8(strings.ReplaceAll(string(text), "\x00", ""), "\uFFFD"), nil
}

// errDay says that what was typed is no day.
var errDay = errors.New("no day")

// describeOffer reads what a form tells of a file.
func describeOffer(o *tray.Offer, field func(string) string) (err error) {
	o.Source, o.Extent = field(sourceField), field(extentField)
	if o.Extent != tray.Complete && o.Extent != tray.Partial {
		o.Extent = ""
	}
	if day := strings.TrimSpace(field(publishedField)); day != "" {
		if o.Published, err = time.Parse(time.DateOnly, day); err != nil {
			return errDay
		}
	}
	return nil
}

// uploadImport takes a file as it comes: it is never in memory whole.
func (s *Server) uploadImport(c *fiber.Ctx, by gate.Actor) error {
	_, params, err := mime.ParseMediaType(c.Get(fiber.HeaderContentType))
	if err != nil || params["boundary"] == "" {
		return s.refuseImport(c, by, errForm)
	}
	u, err := readUpload(multipart.NewReader(httpx.Upload(c), params["boundary"]), s.Staff.Tray.Keep)
	if err == nil && u.kept == nil {
		err = tray.ErrEmpty
	}
	if err != nil {
		if u.kept != nil {
			s.Staff.Tray.Drop(*u.kept)
		}
		return s.refuseImport(c, by, err)
	}
	// The time of a request is over when a large file has come over a slow line.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.UserContext()), httpx.DefaultTimeout)
	defer cancel()
	if err := s.Staff.Tray.Put(ctx, by.Who(), *u.kept, u.offer); err != nil {
		return s.refuseImport(c, by, err)
	}
	return s.toImport(c, u.kept.ID)
}

// pickImport takes a file of the folder.
func (s *Server) pickImport(c *fiber.Ctx, by gate.Actor) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	o := tray.Offer{Name: form.Get(fileField)}
	if err := describeOffer(&o, form.Get); err != nil {
		return s.refuseImport(c, by, err)
	}
	id, err := s.Staff.Tray.Pick(c.UserContext(), by.Who(), o)
	if err != nil {
		return s.refuseImport(c, by, err)
	}
	return s.toImport(c, id)
}

func (s *Server) toImport(c *fiber.Ctx, id string) error {
	return c.Redirect(s.speech(c).path(pathOf(importPath, importArg, id)), fiber.StatusSeeOther)
}

// importRefusals are why a file does not come in, with what to say.
var importRefusals = []struct {
	is     error
	status int
	key    string
}{
	{tray.ErrTooLarge, http.StatusRequestEntityTooLarge, "too-large"},
	{tray.ErrEmpty, http.StatusBadRequest, "empty"},
	{tray.ErrFull, http.StatusConflict, "full"},
	{tray.ErrNotFound, http.StatusConflict, "lost"},
	{tray.ErrDrop, http.StatusConflict, "drop"},
	{errDay, http.StatusBadRequest, "day"},
	{errForm, http.StatusBadRequest, "form"},
}

// problemOf is what to say of an error, "" for one that is not a person's.
func (say speech) problemOf(err error) (status int, problem string) {
	for _, r := range importRefusals {
		if errors.Is(err, r.is) {
			return r.status, say.Text("import.refused." + r.key)
		}
	}
	return 0, ""
}

func (s *Server) refuseImport(c *fiber.Ctx, by gate.Actor, err error) error {
	status, problem := s.speech(c).problemOf(err)
	if problem == "" {
		return err
	}
	c.SetUserContext(context.WithoutCancel(c.UserContext()))
	c.Status(status)
	return s.showImports(c, by, problem)
}

// isNotFound reports whether there is no such file or run.
func isNotFound(err error) bool { return errors.Is(err, tray.ErrNotFound) }

// megabytes is a limit in words.
func megabytes(n int64) string { return fmt.Sprintf("%.3g MB", float64(n)/(1<<20)) }
