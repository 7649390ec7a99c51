package web

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"haven/internal/account"
	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/ingest"
	"haven/internal/listing"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

// truly is an office whose places are those of its store, with one of a
// directory.
type truly struct {
	*office
	directory *listing.Directory
	alder     string
}

func withPlaces(t *testing.T, test func(t *testing.T, o truly)) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := truly{directory: listing.NewDirectory(s, geo.Default())}
		o.office = openOffice(t, s, func(c *Config) { c.Directory = o.directory })
		o.alder = o.place("Alder Clinic", "+14045550101")
		test(t, o)
	})
}

// place is a listing that a directory has stated.
func (o truly) place(name, number string) string {
	o.t.Helper()
	locator, err := ingest.LoadLocator(o.t.Context(), o.store, geo.Default())
	if err != nil {
		o.t.Fatal(err)
	}
	id := o.store.NewID()
	said := facility.Statement{Source: "samhsa-directory", Series: "samhsa-su", Record: "samhsa-su/" + id, At: o.at.AddDate(-1, 0, 0), Rank: facility.RankDirectory}
	said.Claims = facility.Claims{
		Name:    facility.Says(facility.Name{Name: name}),
		Address: facility.Says(facility.Address{Street: "1 Oak Street", City: "Atlanta", State: "GA", ZIP: "30303"}),
		Phone:   facility.Says(facility.Phone{E164: number}),
	}
	_, err = o.store.Say(o.t.Context(), store.StatementRow{
		Record: said.Record, Series: said.Series, Source: said.Source, At: said.At, Rank: said.Rank, Claims: said.Claims,
	}, locator.Row(id, facility.Fold([]facility.Statement{said}, nil)))
	if err != nil {
		o.t.Fatal(err)
	}
	return id
}

// saysItself is what the place says of itself now.
func (o truly) saysItself(claims facility.Claims) {
	o.t.Helper()
	s := facility.Statement{Source: "facility", Series: "facility", Rank: facility.RankFacility, At: o.at, Claims: claims}
	if _, err := o.directory.Say(o.t.Context(), o.alder, s); err != nil {
		o.t.Fatal(err)
	}
}

// waiting is the address of the first matter of a kind.
func (o truly) waiting(c colleague, kind string) string {
	o.t.Helper()
	if err := o.staff.Stewards.Scan(o.t.Context()); err != nil {
		o.t.Fatal(err)
	}
	_, found, _ := strings.Cut(c.get(inboxPath+"?kind="+kind).body, `<h2><a href="`)
	path, _, _ := strings.Cut(found, `"`)
	if path == "" {
		o.t.Fatalf("no %s waits", kind)
	}
	return path
}

func TestAStewardTakesAReportAndAnswersIt(t *testing.T) {
	withPlaces(t, func(t *testing.T, o truly) {
		c, other := o.as(account.Steward), o.as(account.Steward)
		c.get(inboxPath).says(t, "Nothing waits here")
		if err := o.directory.Report(t.Context(), facility.Report{Listing: o.alder, Reason: facility.WrongNumber, Words: "It is a bakery.", At: o.at}); err != nil {
			t.Fatal(err)
		}
		c.get(inboxPath).says(t, "The phone number is said to be wrong", "Alder Clinic", "Atlanta, GA", "1 waits")
		matter := o.waiting(c, "report")
		c.post(matter+"/take", "kind=report").says(t, "Yours")
		if late := other.post(matter+"/take", ""); late.StatusCode != http.StatusConflict {
			t.Errorf("taken twice: %d", late.StatusCode)
		}
		other.get(inboxPath).says(t, c.user.Email+" has it")
		c.get(inboxPath+"?mine=1").says(t, "The phone number is said to be wrong")
		c.get(matter).says(t, "It is a bakery.", "(404) 555-0101", "show it as in doubt")
		if nothing := c.post(matter, "answer=dismiss"); nothing.StatusCode != http.StatusBadRequest {
			t.Errorf("dismissed without a word: %d", nothing.StatusCode)
		}
		c.post(matter, "answer=doubt&words=I reached the bakery").says(t, "Nothing waits here")
		if _, p, err := o.directory.Profile(t.Context(), o.alder); err != nil || p.Phone.Contradicted == nil || p.Phone.Contradicted.Source != "steward" {
			t.Errorf("the number is %+v (%v)", p.Phone, err)
		}
		if gone := c.get(matter); gone.StatusCode != http.StatusNotFound {
			t.Errorf("answered, it is still there: %d", gone.StatusCode)
		}
	})
}

func TestAStewardChoosesBetweenSources(t *testing.T) {
	withPlaces(t, func(t *testing.T, o truly) {
		c := o.as(account.Steward)
		o.saysItself(facility.Claims{Phone: facility.Says(facility.Phone{E164: "+14045550199"}), Website: facility.Says("https://alder.example")})
		o.at = o.at.Add(time.Minute)
		matter := o.waiting(c, "conflict")
		c.get(matter).says(t, "Main phone", "(404) 555-0199", "shown now", "(404) 555-0101", "SAMHSA treatment directory, since")
		if none := c.post(matter, "words=Because"); none.StatusCode != http.StatusBadRequest {
			t.Errorf("nothing was chosen: %d", none.StatusCode)
		}
		kept := c.post(matter, "choose.phone=samhsa-directory")
		if kept.StatusCode != http.StatusBadRequest || !strings.Contains(kept.body, `value="samhsa-directory" checked`) {
			t.Errorf("without a word the choice is lost: %d", kept.StatusCode)
		}
		c.post(matter, "choose.phone=samhsa-directory&words=I called both").says(t, "Nothing waits here")
		if l, _, err := o.directory.Profile(t.Context(), o.alder); err != nil || l.Phones[0].E164 != "+14045550101" {
			t.Errorf("shown is %+v (%v)", l.Phones, err)
		}
	})
}

func TestAStewardPutsRightWhatCannotBe(t *testing.T) {
	withPlaces(t, func(t *testing.T, o truly) {
		c := o.as(account.Steward)
		o.saysItself(facility.Claims{Yes: []string{"OTP"}, No: []string{"MU"}})
		o.at = o.at.Add(time.Minute)
		matter := o.waiting(c, "contradiction")
		c.get(matter).says(t, "A methadone clinic that says no to methadone", "42 CFR part 8")
		c.post(matter, "decision=fix&words=I+called&choose.code:MU=yes").says(t, "Nothing waits here")
		if l, _, err := o.directory.Profile(t.Context(), o.alder); err != nil || l.Answer("MU") != facility.Yes {
			t.Errorf("methadone is %v (%v)", l.Answer("MU"), err)
		}
	})
}

func TestTheHistoryOfAPlaceTellsWhoAndWhyAndGivesAFieldBack(t *testing.T) {
	withPlaces(t, func(t *testing.T, o truly) {
		c, owner := o.as(account.Steward), o.as(account.Facility)
		o.owns(o.alder, owner.user.Organisation)
		path := "/listings/" + o.alder
		c.post(path+"/closed", "closure=for-good&words=Bricked up").says(t, "Alder Clinic")
		if l, _, err := o.directory.Profile(t.Context(), o.alder); err != nil || !l.Gone {
			t.Errorf("closed for good, it is %+v (%v)", l, err)
		}
		o.at = o.at.Add(time.Minute)
		o.saysItself(facility.Claims{Phone: facility.Says(facility.Phone{E164: "+14045550199"})})
		o.at = o.at.Add(time.Minute)
		seen := c.get(path + "/history")
		seen.says(t, "Bricked up", "(404) 555-0101", "(404) 555-0199", "data team: you", "First listed here")
		owner.get(path+"/history").says(t, "Bricked up", "steward")
		owner.get(path+"/history").keepsQuiet(t, c.user.Email)
		versions := strings.Split(seen.body, `/history/`)
		at, _, _ := strings.Cut(versions[2], `"`) // when it was closed
		version := path + "/history/" + at
		c.get(version).says(t, "As it was shown on", "(404) 555-0101", "(404) 555-0199")
		c.post(version, "field=phone&words=They+called+back").says(t, "They called back")
		if l, _, err := o.directory.Profile(t.Context(), o.alder); err != nil || l.Phones[0].E164 != "+14045550101" {
			t.Errorf("given back is %+v (%v)", l.Phones, err)
		}
		if theirs := o.as(account.Facility).get(path + "/history"); theirs.StatusCode != http.StatusNotFound {
			t.Errorf("another owner sees %d", theirs.StatusCode)
		}
	})
}

func TestAStewardAddsAPlaceThatNoSourceLists(t *testing.T) {
	withPlaces(t, func(t *testing.T, o truly) {
		c := o.as(account.Steward)
		alike := c.post(addPath, "name=Alder Clinic LLC&street=1 Oak St&city=Atlanta&state=ga&zip=30303&words=A+call")
		if alike.StatusCode != http.StatusBadRequest {
			t.Errorf("it is here already: %d", alike.StatusCode)
		}
		alike.says(t, "This may be here already", "It is another place")
		if bad := c.post(addPath, "name=Fir House&city=Atlanta&state=GA&zip=30303&phone=12&words=A+call"); bad.StatusCode != http.StatusBadRequest {
			t.Errorf("a number that is none: %d", bad.StatusCode)
		}
		c.post(addPath, "name=Fir House&street=77 Pine Avenue&city=Atlanta&state=GA&zip=30303&phone=404-555-0188&words=A+call").says(t, "Fir House", "(404) 555-0188")
	})
}
