package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/gofiber/fiber/v2"

	"haven/internal/httpx"
	"haven/internal/referral"
	"haven/internal/referral/desk"
)

// answerPath is where links for places without an account lead: below it is a
// token, which is all that it takes.
const answerPath = "/r/"

// answerRate is far more than a place answers in a minute, and far less than it
// takes to guess.
var answerRate = httpx.Rate{PerSecond: 0.5, Burst: 60}

// answerPage is what a place sees of a referral, or of a question for room.
type answerPage struct {
	Line     string // the helpline, with its number
	Call     *call
	Until    string
	Problem  string
	Referral *answerReferral
	Room     *answerRoom
	Back     string // to all that was sent, for who is signed in
}

// answerReferral is a referral as the place may see it.
type answerReferral struct {
	Standing standing
	Needs    []string
	Language string
	Contact  string
	Shared   string // until when it may be known who it is
	Notice   string
	Moves    []moveForm
	History  []pastMove
}

// answerRoom asks a place for room alone.
type answerRoom struct {
	Said    string
	Action  string
	Answers []option
}

func (answerPage) name() string            { return "answer" }
func (answerPage) title(say speech) string { return say.Text("answer.title") }

// brokenLinkPage tells whoever holds a link that leads nowhere any more.
type brokenLinkPage struct{}

func (brokenLinkPage) name() string            { return "answer-gone" }
func (brokenLinkPage) title(say speech) string { return say.Text("answer.title") }

// answerRoutes are for whoever holds a link.
func (s *Server) answerRoutes() []entryRoute {
	return []entryRoute{
		{fiber.MethodGet, answerPath + ":token", s.showAnswer},
		{fiber.MethodPost, answerPath + ":token", s.takeAnswer},
	}
}

// answers adds the pages of links. own refuses forms of other sites: it takes the
// token to send one, but nothing is believed without need.
func (s *Server) answers(r fiber.Router, own fiber.Handler) {
	limit := httpx.Limit(answerRate)
	for _, route := range s.answerRoutes() {
		r.Add(route.method, route.path, limit, own, s.atEntrance(inOneVisit(route.handle)))
	}
}

// inOneVisit has what is read for one page noted once.
func inOneVisit(handle fiber.Handler) fiber.Handler {
	return func(c *fiber.Ctx) error {
		c.SetUserContext(desk.Visit(c.UserContext()))
		return handle(c)
	}
}

// holder is whoever holds a link, and from where they come.
func holder(c *fiber.Ctx, link referral.Link) referral.Actor {
	by := link.Place()
	by.From = httpx.Client(c)
	return by
}

// showAnswer changes nothing: programs that look through mail follow links.
func (s *Server) showAnswer(c *fiber.Ctx) error {
	link, err := s.follow(c)
	if err != nil || link == nil {
		return err
	}
	return s.renderAnswer(c, *link, "", moveTyped{})
}

// follow is the link of a request; nil when it has answered that there is none.
func (s *Server) follow(c *fiber.Ctx) (*referral.Link, error) {
	link, err := s.Staff.Desk.Follow(c.UserContext(), c.Params("token"))
	if errors.Is(err, desk.ErrNotFound) {
		c.Status(http.StatusGone)
		return nil, s.render(c, s.speech(c), brokenLinkPage{})
	}
	return &link, err
}

// takeAnswer takes what the place says to what its link leads to, and to nothing
// else.
func (s *Server) takeAnswer(c *fiber.Ctx) error {
	link, err := s.follow(c)
	if err != nil || link == nil {
		return err
	}
	form, err := sent(c)
	if err != nil {
		return err
	}
	if link.Kind == referral.LinkToRoom {
		_, err = s.Staff.Desk.AnswerRoom(c.UserContext(), holder(c, *link), link.Subject, referral.Room(form.Get(roomField)), referral.ByLink)
		return s.answered(c, *link, moveTyped{}, err)
	}
	return s.takeMove(c, *link, form)
}

func (s *Server) takeMove(c *fiber.Ctx, link referral.Link, form url.Values) error {
	at, err := s.referralAt(c.UserContext(), s.speech(c), holder(c, link), link.Subject)
	if err != nil {
		return err
	}
	typed := typedMove(form)
	typed.Via = referral.ByLink
	if at.State.Over() { // with it, its link is
		return s.answered(c, link, typed, referral.ErrNotAllowed)
	}
	_, err = s.Staff.Desk.Move(c.UserContext(), at.ID, typed.Version, typed.move(at.by), at.hours)
	return s.answered(c, link, typed, err)
}

// answered leads back to the page, or shows it again with what is wrong.
func (s *Server) answered(c *fiber.Ctx, link referral.Link, typed moveTyped, err error) error {
	say := s.speech(c)
	if err == nil {
		return c.Redirect(say.path(say.here), fiber.StatusSeeOther)
	}
	status, problem := moveProblem(err)
	if problem == "" {
		return err
	}
	c.Status(status)
	typed.stillToChoose = true
	return s.renderAnswer(c, link, say.Text(problem), typed)
}

// moveProblem is what a form is shown again with when a move failed: its status
// and the key of the text, "" for an error that is no fault of the form.
func moveProblem(err error) (status int, text string) {
	var moved *referral.ConflictError[referral.Referral]
	switch {
	case errors.As(err, &moved), errors.Is(err, referral.ErrNotAllowed):
		return http.StatusConflict, "answer.meanwhile"
	case errors.Is(err, referral.ErrInvalid):
		return http.StatusBadRequest, "referral.incomplete"
	}
	return 0, ""
}

func (s *Server) renderAnswer(c *fiber.Ctx, link referral.Link, problem string, typed moveTyped) (err error) {
	say := s.speech(c)
	place, hours, err := s.placeOf(c.UserContext(), link.Listing)
	if err != nil {
		return err
	}
	zone := zoneOf(place, hours)
	p := answerPage{Problem: problem, Until: say.timeThere(link.Expires, zone)}
	if link.Kind == referral.LinkToRoom {
		err = s.addRoom(c, say, link, zone, &p)
	} else {
		err = s.addReferral(c, say, link, typed, &p)
	}
	if err != nil {
		return err
	}
	return s.render(c, say, p)
}

// addRoom adds the question that a link leads to.
func (s *Server) addRoom(c *fiber.Ctx, say speech, link referral.Link, zone string, p *answerPage) error {
	return s.addRoomAs(c.UserContext(), say, holder(c, link), link.Subject, zone, p)
}

// addRoomAs adds a question for room as its place may see it, by a link or signed
// in.
func (s *Server) addRoomAs(ctx context.Context, say speech, by referral.Actor, id, zone string, p *answerPage) error {
	q, err := s.Staff.Desk.RoomQuestion(ctx, by, id)
	if err != nil {
		return err
	}
	name, phone, err := s.Staff.Desk.Line(ctx, referral.Actor{Org: q.Helpline})
	if err != nil {
		return err
	}
	p.Line, p.Call = name, dialled(phone)
	p.Room = &answerRoom{Action: say.path(say.here), Answers: options(say, "room.answer.", referral.Rooms(), q.Answer)}
	if q.Answer != "" {
		p.Room.Said = say.roomLine(q, zone)
	}
	return nil
}

// addReferral adds the referral that a link leads to, as the place may see it.
func (s *Server) addReferral(c *fiber.Ctx, say speech, link referral.Link, typed moveTyped, p *answerPage) error {
	at, err := s.referralAt(c.UserContext(), say, holder(c, link), link.Subject)
	if err != nil {
		return err
	}
	return s.addReferralAt(c.UserContext(), at, typed, p)
}

// addReferralAt adds a referral as its place may see it, by a link or signed in.
func (s *Server) addReferralAt(ctx context.Context, at atReferral, typed moveTyped, p *answerPage) error {
	say := at.say
	sheet, err := s.Staff.Desk.Sheet(ctx, at.by, at.ID)
	if err != nil {
		return err
	}
	moves, err := s.Staff.Desk.History(ctx, at.by, at.ID)
	if err != nil {
		return err
	}
	p.Line, p.Call = sheet.Line, dialled(sheet.Phone)
	r := answerReferral{Standing: at.standing(), Needs: say.labels(sheet.Needs), Language: say.spoken(sheet.Language),
		Notice: referral.RedisclosureNotice, History: at.steps(moves)}
	if sheet.Contact != "" {
		r.Contact, r.Shared = sheet.Contact, say.timeThere(sheet.Until, at.zone)
	}
	if !at.State.Over() {
		r.Moves = at.moves(say.path(say.here), typed)
	} else {
		r.History = nil
	}
	p.Referral = &r
	return nil
}
