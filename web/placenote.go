package web

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/referral"
)

// notePath is where a note on a place is written.
const notePath = "/desk/note/"

// placeNotes are what a helpline's staff have noted about a place.
type placeNotes struct {
	Path, Place string // where it is changed
	Words, Said string // the note, and who wrote it when
}

func (s *Server) noteRoutes() []staffRoute {
	return []staffRoute{
		{fiber.MethodGet, notePath + ":place", account.SearchDesk, s.placeNote},
		{fiber.MethodPost, notePath + ":place", account.SearchDesk, s.notePlace},
	}
}

// placeNotes are the notes on some places, by id; a place without one has the
// way to write it.
func (s *Server) placeNotes(ctx context.Context, say speech, by gate.Actor, ids []string) (map[string]placeNotes, error) {
	written, err := s.Staff.Desk.PlaceNotes(ctx, atDesk(by), ids...)
	if err != nil {
		return nil, err
	}
	var names map[string]string
	if len(written) > 0 { // few places have one
		if names, err = s.Staff.Desk.Names(ctx, atDesk(by)); err != nil {
			return nil, err
		}
	}
	notes := map[string]placeNotes{}
	for _, id := range ids {
		notes[id] = say.placeNote(id, written[id], names)
	}
	return notes, nil
}

func (say speech) placeNote(id string, n referral.PlaceNote, names map[string]string) placeNotes {
	shown := placeNotes{Path: say.path(notePath + id), Place: id, Words: n.Words}
	if n.Words != "" {
		shown.Said = say.Text("place-note.said", names[n.By], say.Date(n.At))
	}
	return shown
}

// placeNotePage is where a note is written.
type placeNotePage struct {
	Name, Path, Back string
	Version          int64
	Words, Said      string
	Most             int
	Theirs           string // of a colleague who was faster
	Problem          string
}

func (placeNotePage) name() string            { return "place-note" }
func (placeNotePage) title(say speech) string { return say.Text("place-note.heading") }

func (s *Server) placeNote(c *fiber.Ctx, by gate.Actor) error {
	written, err := s.Staff.Desk.PlaceNotes(c.UserContext(), atDesk(by), c.Params("place"))
	if err != nil {
		return err
	}
	return s.showPlaceNote(c, by, written[c.Params("place")], "", "")
}

func (s *Server) showPlaceNote(c *fiber.Ctx, by gate.Actor, n referral.PlaceNote, theirs, problem string) error {
	say := s.speech(c)
	place, err := s.standing(c.UserContext(), c.Params("place"))
	if err != nil {
		return err
	}
	names, err := s.Staff.Desk.Names(c.UserContext(), atDesk(by))
	if err != nil {
		return err
	}
	shown := say.placeNote(place.ID, n, names)
	return s.renderStaff(c, say, by, placeNotePage{Name: place.Name.String(), Path: shown.Path, Back: say.path(facilityPath(place.ID)), Version: n.Version,
		Words: n.Words, Said: shown.Said, Most: referral.MaxPlaceNote, Theirs: theirs, Problem: problem})
}

// notePlace stores a note. What a colleague wrote meanwhile is shown with it, for
// one to be made of both.
func (s *Server) notePlace(c *fiber.Ctx, by gate.Actor) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	place, err := s.standing(c.UserContext(), c.Params("place"))
	if err != nil {
		return err
	}
	version, _ := strconv.ParseInt(form.Get("version"), 10, 64) // 0, none yet, for what is no number
	n := referral.PlaceNote{Listing: place.ID, Version: version, Words: strings.TrimSpace(strings.ToValidUTF8(form.Get(wordsField), ""))}
	err = s.Staff.Desk.NotePlace(c.UserContext(), atDesk(by), n)
	var met *referral.ConflictError[referral.PlaceNote]
	switch {
	case errors.As(err, &met):
		c.Status(http.StatusConflict)
		both := met.Theirs
		both.Words = strings.Trim(met.Theirs.Words+"\n"+n.Words, "\n")
		return s.showPlaceNote(c, by, both, met.Theirs.Words, s.speech(c).Text("place-note.conflict"))
	case errors.Is(err, referral.ErrInvalid):
		c.Status(http.StatusBadRequest)
		return s.showPlaceNote(c, by, n, "", s.speech(c).Text("place-note.too-long", referral.MaxPlaceNote))
	case err != nil:
		return err
	}
	return c.Redirect(s.speech(c).path(notePath+place.ID), fiber.StatusSeeOther)
}
