package web

import (
	"context"
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/facility"
	"haven/internal/referral"
)

// Addresses of what helplines send to somebody's places. They hold ids alone.
const (
	receivedPath     = "/referrals"
	receivedItemPath = "/referrals/:referral"
	askedRoomPath    = "/rooms/:room"
)

// maxReceived is how many of one place are listed: what is older is over.
const maxReceived = 100

// receivedPage is all that was sent to somebody's places: what waits for an
// answer first, then what they have answered, then what is over.
type receivedPage struct {
	Waiting, Answered, Over []receivedLine
	Rooms                   []receivedLine
	Notice                  string
}

// receivedLine is a referral, or a question for room, in a line.
type receivedLine struct {
	Path, Place, State, When string
	Overdue                  bool
	at                       time.Time
}

func (receivedPage) name() string            { return "received" }
func (receivedPage) title(say speech) string { return say.Text("received.heading") }

func (s *Server) receivedRoutes() []staffRoute {
	return []staffRoute{
		{fiber.MethodGet, receivedPath, account.AnswerReferral, s.receivedAll},
		{fiber.MethodGet, receivedItemPath, account.AnswerReferral, s.received},
		{fiber.MethodPost, receivedItemPath, account.AnswerReferral, s.moveReceived},
		{fiber.MethodGet, askedRoomPath, account.AnswerReferral, s.askedRoom},
		{fiber.MethodPost, askedRoomPath, account.AnswerReferral, s.answerAskedRoom},
	}
}

// placeBehind is how somebody acts for a place; hidden from whoever does not
// speak for it.
func (s *Server) placeBehind(ctx context.Context, by gate.Actor, listing string) (referral.Actor, error) {
	err := s.Staff.Owners.Check(ctx, by.User, account.AnswerReferral, listing)
	return referral.Actor{Role: referral.Facility, Org: listing, Person: by.User.ID, From: by.From}, hiddenPlace(err)
}

func (s *Server) receivedAll(c *fiber.Ctx, by gate.Actor) error {
	ctx, say := c.UserContext(), s.speech(c)
	ids, err := s.Staff.Owners.ListingsOf(ctx, by.User.Organisation.ID)
	if err != nil {
		return err
	}
	p := receivedPage{Notice: referral.RedisclosureNotice}
	for _, id := range ids {
		if err := s.addReceived(ctx, say, by, id, &p); err != nil {
			return err
		}
	}
	oldest := func(a, b receivedLine) int { return a.at.Compare(b.at) }
	slices.SortStableFunc(p.Waiting, oldest)
	slices.SortStableFunc(p.Rooms, oldest)
	slices.SortStableFunc(p.Answered, oldest)
	slices.SortStableFunc(p.Over, func(a, b receivedLine) int { return oldest(b, a) })
	return s.renderStaff(c, say, by, p)
}

// countReceived is how much waits for an answer of somebody's places.
func (s *Server) countReceived(ctx context.Context, by gate.Actor) (int, error) {
	ids, err := s.Staff.Owners.ListingsOf(ctx, by.User.Organisation.ID)
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	return s.Staff.Desk.CountReceived(ctx, ids)
}

// addReceived adds what was sent to one place.
func (s *Server) addReceived(ctx context.Context, say speech, by gate.Actor, listing string, p *receivedPage) error {
	as, err := s.placeBehind(ctx, by, listing)
	if err != nil {
		return err
	}
	place, hours, err := s.placeOf(ctx, listing)
	if err != nil {
		return err
	}
	sent, err := s.Staff.Desk.Received(ctx, as, maxReceived)
	if err != nil {
		return err
	}
	zone := zoneOf(place, hours)
	for _, r := range sent {
		line := receivedLine{
			Path: say.path(pathOf(receivedItemPath, "referral", r.ID)), Place: place.Name.String(), State: say.state(r.State),
			When: say.timeThere(r.Sent, zone), Overdue: r.Overdue(say.now), at: r.Sent,
		}
		switch {
		case r.State.Over():
			p.Over = append(p.Over, line)
		case r.State == referral.Sent:
			p.Waiting = append(p.Waiting, line)
		default:
			p.Answered = append(p.Answered, line)
		}
	}
	return s.addAskedRooms(ctx, say, as, &place, zone, p)
}

func (s *Server) addAskedRooms(ctx context.Context, say speech, as referral.Actor, place *facility.Listing, zone string, p *receivedPage) error {
	asked, err := s.Staff.Desk.AskedForRoom(ctx, as, maxReceived)
	for _, q := range asked {
		p.Rooms = append(p.Rooms, receivedLine{
			Path: say.path(pathOf(askedRoomPath, "room", q.ID)), Place: place.Name.String(),
			When: say.timeThere(q.Asked, zone), at: q.Asked,
		})
	}
	return err
}

// receivedAt is the referral of a request, for whoever speaks for its place.
func (s *Server) receivedAt(c *fiber.Ctx, by gate.Actor) (atReferral, error) {
	ctx := c.UserContext()
	listing, err := s.Staff.Desk.SentTo(ctx, c.Params("referral"))
	if err != nil {
		return atReferral{}, err
	}
	as, err := s.placeBehind(ctx, by, listing)
	if err != nil {
		return atReferral{}, err
	}
	return s.referralAt(ctx, s.speech(c), as, c.Params("referral"))
}

func (s *Server) received(c *fiber.Ctx, by gate.Actor) error {
	at, err := s.receivedAt(c, by)
	if err != nil {
		return err
	}
	return s.showReceived(c, by, at, "", moveTyped{})
}

func (s *Server) showReceived(c *fiber.Ctx, by gate.Actor, at atReferral, problem string, typed moveTyped) error {
	p := answerPage{Problem: problem, Back: at.say.path(receivedPath)}
	if err := s.addReferralAt(c.UserContext(), at, typed, &p); err != nil {
		return err
	}
	return s.renderStaff(c, at.say, by, p)
}

// moveReceived takes what the place says to a referral.
func (s *Server) moveReceived(c *fiber.Ctx, by gate.Actor) error {
	at, err := s.receivedAt(c, by)
	if err != nil {
		return err
	}
	form, err := sent(c)
	if err != nil {
		return err
	}
	typed := typedMove(form)
	typed.Via = referral.AtDesk
	_, err = s.Staff.Desk.Move(c.UserContext(), at.ID, typed.Version, typed.move(at.by), at.hours)
	if err == nil {
		return c.Redirect(at.say.path(at.say.here), fiber.StatusSeeOther)
	}
	status, problem := moveProblem(err)
	if problem == "" {
		return err
	}
	if at, err = s.receivedAt(c, by); err != nil {
		return err
	}
	c.Status(status)
	typed.stillToChoose = true
	return s.showReceived(c, by, at, at.say.Text(problem), typed)
}

// askedRoom is a question for room, for whoever speaks for the place.
func (s *Server) askedRoom(c *fiber.Ctx, by gate.Actor) error {
	as, err := s.askedAs(c, by)
	if err != nil {
		return err
	}
	ctx, say := c.UserContext(), s.speech(c)
	place, hours, err := s.placeOf(ctx, as.Org)
	if err != nil {
		return err
	}
	p := answerPage{Back: say.path(receivedPath)}
	if err := s.addRoomAs(ctx, say, as, c.Params("room"), zoneOf(place, hours), &p); err != nil {
		return err
	}
	return s.renderStaff(c, say, by, p)
}

func (s *Server) askedAs(c *fiber.Ctx, by gate.Actor) (referral.Actor, error) {
	listing, err := s.Staff.Desk.AskedOf(c.UserContext(), c.Params("room"))
	if err != nil {
		return referral.Actor{}, err
	}
	return s.placeBehind(c.UserContext(), by, listing)
}

func (s *Server) answerAskedRoom(c *fiber.Ctx, by gate.Actor) error {
	as, err := s.askedAs(c, by)
	if err != nil {
		return err
	}
	form, err := sent(c)
	if err != nil {
		return err
	}
	_, err = s.Staff.Desk.AnswerRoom(c.UserContext(), as, c.Params("room"), referral.Room(form.Get(roomField)), referral.AtDesk)
	if err != nil {
		return err
	}
	say := s.speech(c)
	return c.Redirect(say.path(say.here), fiber.StatusSeeOther)
}
