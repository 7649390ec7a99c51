package web

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account/gate"
	"haven/internal/referral"
	"haven/internal/referral/desk"
)

// Fields of a text's form.
const (
	textField    = "field"
	versionField = "version"
	textWords    = "words"
)

// textForm is a text of a case, to be written on.
type textForm struct {
	Action  string
	Field   string
	Version int64 // that the words have
	Words   string
}

func (at atCase) textForm(f referral.Field) textForm {
	t := at.Texts[f]
	return textForm{at.Path + "/text", string(f), t.Version, t.Words}
}

// writable are the texts that people write; the others follow from searches.
var writable = map[referral.Field]bool{referral.TextNotes: true, referral.TextWords: true, referral.TextContact: true}

// writeText stores a text as the version after the one it was read from. Where
// a colleague was faster, both versions are shown; what cannot be stored is shown
// again.
func (s *Server) writeText(c *fiber.Ctx, by gate.Actor) error {
	if _, err := s.caseOf(c, by); err != nil {
		return err
	}
	form, err := sent(c)
	if err != nil {
		return err
	}
	version, err := strconv.ParseInt(form.Get(versionField), 10, 64)
	t := referral.Text{Field: referral.Field(form.Get(textField)), Version: version, Words: lines(form.Get(textWords))}
	if err != nil || !writable[t.Field] {
		return referral.ErrInvalid
	}
	err = s.Staff.Desk.Write(c.UserContext(), atDesk(by), c.Params("case"), t)
	var met *referral.ConflictError[referral.Text]
	if errors.As(err, &met) && met.Yours.Words != met.Theirs.Words {
		return s.showTextConflict(c, by, met)
	}
	if problem := s.speech(c).refusedText(t, err); problem != "" {
		return s.showTextAgain(c, by, t, problem, errors.Is(err, desk.ErrNoConsent))
	}
	if err != nil && met == nil {
		return err
	}
	return s.toCase(c, "#"+string(t.Field))
}

// lines are words as browsers send them, with one kind of line end.
func lines(words string) string { return strings.ReplaceAll(words, "\r\n", "\n") }

// textConflictPage shows what two wrote in one place, and lets the later one
// choose. Nothing is stored before.
type textConflictPage struct {
	Case          string // the address of the case
	Form          textForm
	Label         string
	Theirs, Yours string
	Who           string
	When          *moment
	Problem       string // with both together
}

func (textConflictPage) name() string            { return "text-conflict" }
func (textConflictPage) title(say speech) string { return say.Text("conflict.heading") }

func (s *Server) showTextConflict(c *fiber.Ctx, by gate.Actor, met *referral.ConflictError[referral.Text]) error {
	names, err := s.Staff.Desk.Names(c.UserContext(), atDesk(by))
	if err != nil {
		return err
	}
	say := s.speech(c)
	at := say.path(casePath(c.Params("case")))
	say.here = casePath(c.Params("case"))
	p := textConflictPage{
		Case:   at,
		Form:   textForm{at + "/text", string(met.Yours.Field), met.Version, strings.Trim(met.Theirs.Words+"\n\n"+met.Yours.Words, "\n")},
		Label:  say.Text("text." + string(met.Yours.Field)),
		Theirs: met.Theirs.Words, Yours: met.Yours.Words,
		Who: names[met.Theirs.By],
	}
	p.Problem = say.tooLong(p.Form.Words)
	if !met.Theirs.At.IsZero() {
		at := say.moment(met.Theirs.At)
		p.When = &at
	}
	c.Status(http.StatusConflict)
	return s.renderStaff(c, say, by, p)
}
