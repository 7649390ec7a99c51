package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/audit"
	"haven/internal/checkin/reception"
	"haven/internal/facility"
	"haven/internal/freshness/survey"
	"haven/internal/geo"
	"haven/internal/listing"
	"haven/internal/merge"
	"haven/internal/owner/registry"
	"haven/internal/referral"
	"haven/internal/referral/desk"
	"haven/internal/sample"
	"haven/internal/seal"
	"haven/internal/steward"
	"haven/internal/store"
	"haven/internal/store/storetest"
	"haven/internal/tally"
	"haven/internal/tray"
)

// office is the site with a helpline, at a clock that tests put forward.
type office struct {
	site
	store   *store.Store
	keys    account.Keys
	staff   *Staff
	line    account.Organisation
	another account.Organisation // a helpline, too
	at      time.Time
	// said are the statements that the desk made about places.
	said map[string][]facility.Statement
	// reports are what places told that a steward settles.
	reports []facility.Report
}

// openOffice opens an office on a store, with a configuration that may be
// changed before.
func openOffice(t *testing.T, s *store.Store, change ...func(*Config)) *office {
	t.Helper()
	o := &office{store: s, at: sample.Now, said: map[string][]facility.Statement{}}
	now := func() time.Time { return o.at }
	file := filepath.Join(t.TempDir(), "master.key")
	master, err := seal.MakeMaster(file)
	if err != nil {
		t.Fatal(err)
	}
	keys, err := gate.OpenKeys(t.Context(), s, master)
	if err != nil {
		t.Fatal(err)
	}
	lets := gate.New(s, keys, now)
	o.keys = keys
	d, err := desk.New(t.Context(), s, master, lets.Book(), o.say, now, desk.TakingBack(o.unsay))
	if err != nil {
		t.Fatal(err)
	}
	o.staff = &Staff{Gate: lets, Desk: d, Owners: registry.New(s, lets, keys, now), Tally: tally.New(s, now)}
	o.staff.Reception = reception.New(s, hearing{o}, lets.Book(), keys, now)
	o.staff.Stewards = steward.New(s, listing.NewDirectory(s, geo.Default()), lets.Book(), now, o.staff.Owners.Claims(), steward.Proposals(s))
	o.staff.Tray = tray.New(s, geo.Default(), lets.Book(), now, tray.Settings{Dir: filepath.Join(t.TempDir(), "imports"), MaxBytes: 1 << 20})
	o.staff.Stewards.Add(o.staff.Tray.Queue())
	o.staff.Merges = merge.New(s, listing.NewDirectory(s, geo.Default()), lets.Book(), now)
	o.staff.Stewards.Add(o.staff.Merges)
	o.staff.Survey = survey.New(s, listing.NewDirectory(s, geo.Default()), now)
	o.staff.Edits = listing.NewEditor(listing.NewDirectory(s, geo.Default()), lets.Book(), now)
	cfg := config()
	cfg.Now, cfg.Staff = now, o.staff
	for _, c := range change {
		c(&cfg)
	}
	o.site = serve(t, cfg)
	o.line, o.another = o.organisation(account.Helpline, "The Line"), o.organisation(account.Helpline, "Another Line")
	return o
}

// onEachEngine runs a test in a fresh office.
func onEachEngine(t *testing.T, test func(t *testing.T, o *office)) {
	storetest.Each(t, func(t *testing.T, s *store.Store) { test(t, openOffice(t, s)) })
}

// inOffice runs a test in a fresh office, for what no engine does differently.
func inOffice(t *testing.T) *office {
	return openOffice(t, storetest.Open(t, filepath.Join(t.TempDir(), "haven.db")))
}

func (o *office) say(ctx context.Context, listing string, s facility.Statement, beside ...store.Beside) (int64, error) {
	o.said[listing] = append(o.said[listing], s)
	return 1, o.store.Together(ctx, beside...)
}

func (o *office) unsay(ctx context.Context, listing string, said facility.Statement, _ int64, beside ...store.Beside) error {
	o.said[listing] = slices.DeleteFunc(o.said[listing], func(s facility.Statement) bool { return reflect.DeepEqual(s, said) })
	return o.store.Together(ctx, beside...)
}

func (o *office) organisation(kind account.Kind, name string) account.Organisation {
	o.t.Helper()
	made := account.Organisation{ID: o.store.NewID(), Kind: kind, Name: name}
	note := o.staff.Gate.Book().Note(audit.Command, "organisation.added", "organisation:"+made.ID)
	if err := o.store.AddOrganisation(o.t.Context(), made, note); err != nil {
		o.t.Fatal(err)
	}
	return made
}

// colleague is somebody who is signed in.
type colleague struct {
	*office
	user  account.User
	token string
}

// ownedPlace is what whoever is there for places speaks for: see [office.as].
const ownedPlace = sample.PeachStreet

// owns has an organisation speak for a place, whoever did so before.
func (o *office) owns(listing string, of account.Organisation) {
	o.t.Helper()
	before, err := o.staff.Owners.OwnerOf(o.t.Context(), listing)
	if err == nil && before != of.ID {
		note := o.staff.Gate.Book().Note(audit.Command, "owner.given", "listing:"+listing)
		err = o.store.GiveListing(o.t.Context(), listing, before, of.ID, o.at, note)
	}
	if err != nil {
		o.t.Fatal(err)
	}
}

// as is a new colleague of the office's helpline or, for other roles, of a new
// organisation of their kind. That of somebody there for places speaks for
// ownedPlace from then on.
func (o *office) as(role account.Role) colleague {
	o.t.Helper()
	of := o.line
	if role.Kind() != account.Helpline {
		of = o.organisation(role.Kind(), "of "+o.store.NewID())
	}
	if role == account.Facility {
		o.owns(ownedPlace, of)
	}
	return o.asOf(role, of)
}

func (o *office) asOf(role account.Role, of account.Organisation) colleague {
	o.t.Helper()
	email := o.store.NewID() + "@example.org"
	if _, err := o.staff.Gate.InviteByCommand(o.t.Context(), gate.Newcomer{Email: email, Role: role, Organisation: of}); err != nil {
		o.t.Fatal(err)
	}
	ticket, err := o.staff.Gate.EnterByCommand(o.t.Context(), email)
	if err != nil {
		o.t.Fatal(err)
	}
	session, err := o.staff.Gate.Session(o.t.Context(), ticket.Token)
	if err != nil {
		o.t.Fatal(err)
	}
	return colleague{o, session.User, ticket.Token}
}

// actor is how the desk knows a colleague.
func (c colleague) actor() referral.Actor { return atDesk(gate.Actor{User: c.user}) }

func (c colleague) ask(method, path, form string) answer {
	c.t.Helper()
	r := httptest.NewRequest(method, c.local(path), strings.NewReader(form))
	if method != http.MethodGet {
		r.Header.Set(fiber.HeaderContentType, fiber.MIMEApplicationForm)
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	r.AddCookie(&http.Cookie{Name: "__Host-haven", Value: c.token})
	return c.do(r)
}

func (c colleague) get(path string) answer { return c.ask(http.MethodGet, path, "") }

// post posts a form, and goes where that leads.
func (c colleague) post(path, form string) answer {
	c.t.Helper()
	sent := c.ask(http.MethodPost, path, form)
	if sent.StatusCode != http.StatusSeeOther {
		return sent
	}
	return c.get(sent.address())
}
