package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/ask"
	"haven/internal/checkin"
	"haven/internal/facility"
)

// Where stewards choose places to ask whether their listings are true, by letter
// or by mail.
const (
	lettersPath      = "/letters"
	printLettersPath = lettersPath + "/print"
	mailLettersPath  = lettersPath + "/mail"
	endLettersPath   = lettersPath + "/end"
	// letterToPath chooses one place.
	letterToPath = lettersPath + "?place=:listing"
)

const (
	staleField  = "stale" // months since a source last spoke of a place
	letterField = "place"
)

const (
	// maxLetters is how many places are chosen from at a time, and asked: what a
	// printer takes in one go.
	maxLetters = 100
	// letterPages is how many pages of results are looked through for places that
	// nobody has spoken of for long.
	letterPages = 20
)

// staleMonths are the ages that can be asked for.
var staleMonths = []int{0, 3, 6, 12, 24}

// lettersPage is where places are chosen to be asked.
type lettersPage struct {
	Q, Near     string
	Stale       []option
	Searched    bool
	Places      []letterTo
	Print, Mail string // actions; "" where no mail is set up
	End         string // action that ends the links of one place
	MaxMails    int
	Problem     string
	Done        string // what became of mails, or of links
}

// letterTo is a place that can be asked.
type letterTo struct {
	ID, Name, Address string
	AsOf              string
	Asked             string // when it was asked last
	Chosen            bool
	Never             bool // whether it is not to be asked again yet
	NoStreet          bool // whether no letter can reach it
}

func (lettersPage) name() string            { return "letters" }
func (lettersPage) title(say speech) string { return say.Text("letter.heading") }

func (s *Server) letterRoutes() []staffRoute {
	return []staffRoute{
		{fiber.MethodGet, lettersPath, account.DecideListing, s.letters},
		{fiber.MethodPost, printLettersPath, account.DecideListing, s.printLetters},
		{fiber.MethodPost, mailLettersPath, account.DecideListing, s.mailLetters},
		{fiber.MethodPost, endLettersPath, account.DecideListing, s.endLetters},
	}
}

// endLetters ends all links of one place: of a letter that went to the wrong
// hands.
func (s *Server) endLetters(c *fiber.Ctx, by gate.Actor) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	l, _, err := s.profile(c.UserContext(), form.Get("end"))
	if err != nil {
		return hiddenPlace(err)
	}
	if err := s.Staff.Reception.End(c.UserContext(), by.Who(), l.ID); err != nil {
		return err
	}
	say := s.speech(c)
	return s.showLetters(c, by, url.Values{letterField: {l.ID}}, lettersPage{Done: say.Text("letter.ended", l.Name.String())})
}

func (s *Server) letters(c *fiber.Ctx, by gate.Actor) error {
	asked, err := url.ParseQuery(string(c.Request().URI().QueryString()))
	if err != nil {
		asked = nil
	}
	return s.showLetters(c, by, asked, lettersPage{})
}

func (s *Server) showLetters(c *fiber.Ctx, by gate.Actor, asked url.Values, p lettersPage) error {
	say := s.speech(c)
	found, err := s.lettersTo(c.UserContext(), say, asked)
	var refused *ask.ParamError
	if errors.As(err, &refused) {
		c.Status(http.StatusBadRequest)
		p.Problem, err = say.refusal(refused), nil
	}
	if err != nil {
		return err
	}
	p.Q, p.Near, p.Searched = asked.Get(qField), asked.Get(nearField), len(asked) > 0
	p.Places, p.Stale, p.MaxMails = found, say.staleMonths(asked.Get(staleField)), maxMails
	p.Print, p.End = say.path(printLettersPath), say.path(endLettersPath)
	if s.Staff.Mail != nil {
		p.Mail = say.path(mailLettersPath)
	}
	return s.renderStaff(c, say, by, p)
}

func (say speech) staleMonths(chosen string) []option {
	var options []option
	for _, months := range staleMonths {
		o := option{Value: strconv.Itoa(months), Label: say.Text("letter.stale.any"), Chosen: chosen == strconv.Itoa(months)}
		if months > 0 {
			o.Label = say.Text("letter.stale", months)
		}
		options = append(options, o)
	}
	return options
}

// lettersTo are the places that were asked for: by their ids, or by a search.
func (s *Server) lettersTo(ctx context.Context, say speech, asked url.Values) ([]letterTo, error) {
	if len(asked) == 0 {
		return nil, nil
	}
	var places []facility.Listing
	var err error
	if ids := asked[letterField]; len(ids) > 0 {
		places, err = s.placesOf(ctx, ids)
	} else {
		places, err = s.stalePlaces(ctx, asked)
	}
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(places))
	for i, l := range places {
		ids[i] = l.ID
	}
	often, err := s.Staff.Reception.Asked(ctx, ids...)
	if err != nil {
		return nil, err
	}
	all := make([]letterTo, len(places))
	for i := range places {
		all[i] = say.letterTo(&places[i], often[places[i].ID])
	}
	return all, nil
}

func (say speech) letterTo(l *facility.Listing, asked checkin.Asked) letterTo {
	to := letterTo{
		ID: l.ID, Name: l.Name.String(), Address: join(addressLines(l.Address)), AsOf: say.Text("letter.as-of", say.Date(l.AsOf)),
		NoStreet: l.Address.Street == "", Never: !asked.May(),
	}
	to.Chosen = !to.NoStreet && !asked.Recently()
	if !asked.Last.IsZero() {
		to.Asked = say.Text("letter.asked", say.ago(asked.Last))
	}
	return to
}

// placesOf are the places of some ids that are listed; at most maxLetters.
func (s *Server) placesOf(ctx context.Context, ids []string) (places []facility.Listing, err error) {
	for _, id := range ids[:min(len(ids), maxLetters)] {
		l, err := s.standing(ctx, id)
		if errors.Is(err, facility.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		places = append(places, l)
	}
	return places, nil
}

// stalePlaces are the first places of a search of which no source has spoken for
// some months.
func (s *Server) stalePlaces(ctx context.Context, asked url.Values) (places []facility.Listing, err error) {
	months, _ := strconv.Atoi(asked.Get(staleField)) // 0, any, for what is no number
	before := s.Now().Add(-time.Duration(min(max(months, 0), 1200)) * month)
	for page := 1; page <= letterPages && len(places) < maxLetters; page++ {
		r := ask.Request{Q: asked.Get(qField), Near: asked.Get(nearField), Page: strconv.Itoa(page), PerPage: strconv.Itoa(facility.MaxPerPage)}
		_, found, err := ask.Search(ctx, s.Searcher, r, s.Gazetteer, s.Taxonomy())
		if err != nil {
			return nil, err
		}
		for _, hit := range found.Hits {
			if (months == 0 || hit.Listing.AsOf.Before(before)) && len(places) < maxLetters {
				places = append(places, *hit.Listing)
			}
		}
		if len(found.Hits) < facility.MaxPerPage {
			break
		}
	}
	return places, nil
}
