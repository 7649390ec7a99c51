package web

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/facility"
	"haven/internal/owner"
	"haven/internal/referral/desk"
)

// Addresses of those who keep listings true. They hold ids alone.
const (
	listingsPath = "/listings"
	listingPath  = "/listings/:listing"
	listingArg   = "listing"
)

// listingLinks are what can be done about one place, by the right that it takes.
var listingLinks = []struct {
	needs     account.Action
	key, path string
}{
	{account.EditListing, "edit.link", editsPath},
	{account.EditListing, "openings.link", openingsPath},
	{account.EditListing, "performance.heading", performancePath},
	{account.EditListing, "owner.heading", ownerPath},
	{account.DecideListing, "letter.link", letterToPath},
	{account.DecideListing, "inbox.close", closureAt},
	{account.Merge, "merge.nav", recordsPath},
	{account.EditListing, "inbox.history", historyPath},
}

// listingsPage is the places that somebody speaks for.
type listingsPage struct {
	Places  []placeKept
	Offers  []offerLine
	Steward bool // who may look at every place
	Found   []placeKept
	Asked   string // the name a steward looked for
	Problem string // why an offer could not be taken
}

// offerLine is a place that somebody may take over.
type offerLine struct{ Name, Address, Path string }

// placeKept is a place with how its facts have kept.
type placeKept struct {
	Path, Name, Address string
	Fresh, Oldest       string
}

func (listingsPage) name() string { return "listings" }
func (p listingsPage) title(say speech) string {
	if p.Steward {
		return say.Text("listing.nav")
	}
	return say.Text("listing.heading")
}

// listingPage is what is known of one place, with what can be done about it.
type listingPage struct {
	placeKept
	Public  string // the page that seekers see
	Numbers []numbers
	Facts   []fact
	Tasks   []area
}

func (listingPage) name() string          { return "listing" }
func (p listingPage) title(speech) string { return p.Name }

func (s *Server) listingRoutes() []staffRoute {
	return []staffRoute{
		{fiber.MethodGet, listingsPath, account.EditListing, s.ownListings},
		{fiber.MethodPost, listingsPath, account.DecideListing, s.findListing},
		{fiber.MethodGet, listingPath, account.EditListing, s.listing},
	}
}

// ownListing is the place of a request, as the public knows it, for whoever may
// do something to it; desk.ErrNotFound for everybody else. An id that leads to
// another place gives that place, with its own id.
func (s *Server) ownListing(c *fiber.Ctx, by gate.Actor, action account.Action) (facility.Listing, facility.Profile, error) {
	ctx, id := c.UserContext(), c.Params(listingArg)
	if err := s.Staff.Owners.Check(ctx, by.User, action, id); err != nil {
		return facility.Listing{}, facility.Profile{}, hiddenPlace(err)
	}
	l, p, err := s.profile(ctx, id)
	return l, p.Public(), hiddenPlace(err)
}

// profile is a place by any id that leads to it.
func (s *Server) profile(ctx context.Context, id string) (facility.Listing, facility.Profile, error) {
	l, p, err := s.Directory.Profile(ctx, id)
	var moved *facility.MovedError
	if errors.As(err, &moved) {
		l, p, err = s.Directory.Profile(ctx, moved.To)
	}
	return l, p, err
}

// hiddenPlace answers to a place that is another's as to one that is not there.
func hiddenPlace(err error) error {
	if errors.Is(err, owner.ErrNotFound) || errors.Is(err, facility.ErrNotFound) {
		return desk.ErrNotFound
	}
	return err
}

func (s *Server) ownListings(c *fiber.Ctx, by gate.Actor) error {
	return s.showListings(c, by, listingsPage{})
}

// findListing finds places by name, for those who may look at all of them.
func (s *Server) findListing(c *fiber.Ctx, by gate.Actor) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	p := listingsPage{Asked: strings.TrimSpace(form.Get(nameField))}
	p.Asked = p.Asked[:min(len(p.Asked), facility.MaxText)]
	found, err := s.Searcher.Search(c.UserContext(), facility.Query{Text: p.Asked, IncludeGone: true, Sort: facility.SortBest, Page: 1, PerPage: facility.DefaultPerPage})
	if err != nil {
		return err
	}
	for _, hit := range found.Hits {
		p.Found = append(p.Found, s.speech(c).placeNamed(hit.Listing))
	}
	return s.showListings(c, by, p)
}

func (s *Server) showListings(c *fiber.Ctx, by gate.Actor, p listingsPage) error {
	ctx, say := c.UserContext(), s.speech(c)
	ids, err := s.Staff.Owners.ListingsOf(ctx, by.User.Organisation.ID)
	if err != nil {
		return err
	}
	for _, id := range ids {
		l, profile, err := s.profile(ctx, id)
		if errors.Is(err, facility.ErrNotFound) {
			continue // it was removed
		}
		if err != nil {
			return err
		}
		p.Places = append(p.Places, say.placeKept(&l, &profile))
	}
	if p.Offers, err = s.offersTo(c, say, by); err != nil {
		return err
	}
	slices.SortStableFunc(p.Places, func(a, b placeKept) int { return strings.Compare(a.Name, b.Name) })
	p.Steward = account.May(by.User, account.DecideListing, "")
	return s.renderStaff(c, say, by, p)
}

func (s *Server) listing(c *fiber.Ctx, by gate.Actor) error {
	l, profile, err := s.ownListing(c, by, account.EditListing)
	if err != nil {
		return err
	}
	say := s.speech(c)
	p := listingPage{
		placeKept: say.placeKept(&l, &profile), Public: say.path(facilityPath(l.ID)),
		Numbers: say.numbers(&profile), Facts: say.facts(&profile, ""),
	}
	owner, err := s.Staff.Owners.OwnerOf(c.UserContext(), l.ID)
	if err != nil {
		return err
	}
	for _, link := range listingLinks {
		if account.May(by.User, link.needs, owner) {
			p.Tasks = append(p.Tasks, area{Name: say.Text(link.key), Path: say.path(pathOf(link.path, listingArg, l.ID))})
		}
	}
	return s.renderStaff(c, say, by, p)
}

func (say speech) placeNamed(l *facility.Listing) placeKept {
	return placeKept{
		Path: say.path(pathOf(listingPath, listingArg, l.ID)), Name: l.Name.String(), Address: join(addressLines(l.Address)),
	}
}

func (say speech) placeKept(l *facility.Listing, p *facility.Profile) placeKept {
	kept := say.placeNamed(l)
	f := p.Freshness(say.now)
	kept.Fresh = say.Text("listing.fresh", f.Fresh, f.Known)
	if !f.Oldest.IsZero() {
		kept.Oldest = say.Text("listing.oldest", say.Date(f.Oldest))
	}
	return kept
}
