package web

import (
	"context"
	"errors"
	"html/template"
	"net/http"
	"net/url"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account/gate"
	"haven/internal/checkin"
	"haven/internal/checkin/reception"
	"haven/internal/facility"
	"haven/web/messages"
)

// printedLetters are letters on paper, one a page.
type printedLetters struct {
	Letters []letter
	Skipped string // how many places were not to be asked, "" for none
	Done    string // what was done, where it was one press
	Back    string // the address of the choice
}

// letter is one page: the address where envelopes have their window, the same
// words in all languages, and the link as a square to point a telephone at.
type letter struct {
	From, Date string
	To         []string
	QR         template.HTML
	Link       string
	Words      []letterWords
}

// letterWords are a letter's words in one language.
type letterWords struct {
	Lang, Heading, Listed string
	Facts                 []string
	How, Type, Until      string
}

func (printedLetters) name() string            { return "letters-print" }
func (printedLetters) title(say speech) string { return say.Text("letter.heading") }

// printLetters makes a link for each place that was chosen and shows the letters,
// once: nobody can look the links up later.
func (s *Server) printLetters(c *fiber.Ctx, by gate.Actor) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	places, err := s.placesOf(c.UserContext(), form[letterField])
	if err != nil {
		return err
	}
	say := s.speech(c)
	p, skipped := printedLetters{Back: say.path(lettersPath)}, 0
	for i := range places {
		made, err := s.letter(c.UserContext(), by, &places[i], s.Staff.Reception.Ask)
		if errors.Is(err, reception.ErrAskedEnough) || errors.Is(err, errNoStreet) {
			skipped++
			continue
		}
		if err != nil {
			return err
		}
		p.Letters = append(p.Letters, made)
	}
	if len(p.Letters) == 0 {
		c.Status(http.StatusBadRequest)
		return s.showLetters(c, by, url.Values{letterField: form[letterField]}, lettersPage{Problem: say.Text("letter.nobody")})
	}
	if skipped > 0 {
		p.Skipped = say.Count("letter.skipped", skipped)
	}
	say.here = lettersPath
	return s.render(c, say, p)
}

// errNoStreet: a letter needs a street that may be shown.
var errNoStreet = errors.New("no letter reaches a place without a street")

// letter makes a link for a place and the letter that carries it.
func (s *Server) letter(ctx context.Context, by gate.Actor, l *facility.Listing, ask asking) (letter, error) {
	if l.Address.Street == "" {
		return letter{}, errNoStreet
	}
	_, profile, err := s.profile(ctx, l.ID)
	if err != nil {
		return letter{}, err
	}
	token, link, err := ask(ctx, by.Who(), checkin.Letter, l.ID)
	if err != nil {
		return letter{}, err
	}
	made := letter{From: by.User.Organisation.Name, Date: s.speechIn(english).Date(link.Made), Link: s.BaseURL + checkinPath + token}
	drawn, err := drawQR(made.Link)
	if err != nil {
		return letter{}, err
	}
	made.QR = template.HTML(drawn) // squares alone
	for _, line := range append([]string{l.Name.Name, l.Name.Unit}, addressLines(l.Address)...) {
		if line != "" {
			made.To = append(made.To, line)
		}
	}
	for _, lang := range messages.Languages(s.languages) {
		made.Words = append(made.Words, s.speechIn(lang).letterWords(l, &profile, link, s.BaseURL))
	}
	return made, nil
}

func (say speech) letterWords(l *facility.Listing, p *facility.Profile, link checkin.Link, base string) letterWords {
	return letterWords{
		Lang: say.Lang(), Heading: say.Text("checkin.title"), Listed: say.Text("letter.listed", l.Name.Name, siteName(base)),
		Facts: say.letterFacts(p), How: say.Text("letter.how"), Type: say.Text("letter.type"), Until: say.Text("letter.until", say.Date(link.Expires)),
	}
}

// letterFacts are what a listing says first, a line each.
func (say speech) letterFacts(p *facility.Profile) []string {
	public := p.Public()
	var lines []string
	for _, numbers := range say.numbers(&public) {
		for _, call := range numbers.Calls {
			lines = append(lines, numbers.Purpose+": "+call.Number)
		}
	}
	for _, fact := range say.facts(&public, "") {
		lines = append(lines, fact.Label+": "+join(fact.Lines))
	}
	return lines[:min(len(lines), maxLetterFacts)]
}

// maxLetterFacts is how many lines of a listing fit on a letter in all languages.
const maxLetterFacts = 5
