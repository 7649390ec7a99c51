package web

import (
	"html"
	"net/http"
	"strings"
	"testing"
	"time"

	"haven/internal/sample"
	"haven/internal/seal/sealtest"
)

func TestAListIsPlacesInOrderAtAnAddressThatTellsNothing(t *testing.T) {
	s := serve(t, config())
	address := s.list(sample.PeachStreet, sample.GrantPark)
	if !strings.HasPrefix(address, "/list/") || strings.Contains(address, sample.PeachStreet) {
		t.Fatalf("it is at %s", address)
	}
	page := s.get(address)
	page.says(t, "My list: 2 places", "Peach Street Recovery Center", "Call (404) 555-0101", "Grant Park House for Women", "Atlanta, GA The street is kept private")
	page.keepsQuiet(t, "Hidden Lane")
	isKeptOut(t, page)
	raised := s.post(address, "raise="+sample.GrantPark)
	if grant, peach := strings.Index(raised.body, "Grant Park"), strings.Index(raised.body, "Peach Street"); grant > peach {
		t.Error("moving a place up does not")
	}
	s.post(address, "remove="+sample.GrantPark).says(t, "My list: 1 place Peach Street")
	s.get(address).says(t, "My list: 2 places")
}

func isKeptOut(t *testing.T, page answer) {
	t.Helper()
	if page.Header.Get("Cache-Control") != "no-store" || !strings.Contains(page.Header.Get("X-Robots-Tag"), "noindex") {
		t.Errorf("a sealed page is sent with %v", page.Header)
	}
}

func TestASharedListTellsNothingOfItself(t *testing.T) {
	s := serve(t, config())
	address := s.list(sample.PeachStreet)
	body := html.UnescapeString(s.get(address).body)
	words := strings.ReplaceAll("Here is the list we talked about: ", " ", "%20") + strings.ReplaceAll(strings.ReplaceAll("https://haven.example"+address, "/", "%2F"), ":", "%3A")
	for _, link := range []string{`"sms:?&body=` + strings.Replace(words, "about:", "about%3A", 1), `"mailto:?subject=What%20we%20talked%20about&body=`} {
		if !strings.Contains(body, link) {
			t.Errorf("the page has no link %s", link)
		}
	}
}

func TestAListGoesAlongWithASearch(t *testing.T) {
	s := serve(t, config())
	for name, page := range map[string]answer{
		"a search":         s.search("near=30303&list=" + sample.PeachStreet),
		"another page":     s.press("near=30303&list="+sample.PeachStreet, "page=2"),
		"a misspelt place": s.search("near=Alanta&list=" + sample.PeachStreet),
		"added":            s.press("near=30303", "list="+sample.PeachStreet),
	} {
		page.says(t, "See my list (1 place)")
		if !strings.Contains(page.body, `name="list" value="`+sample.PeachStreet+`"`) {
			t.Errorf("%s does not carry the list on", name)
		}
	}
	s.press("near=30303&list="+sample.PeachStreet, "list=").keepsQuiet(t, "See my list")
	if sent := s.send("near=30303&change=list%3D" + sample.PeachStreet + "%26place%3D3"); !strings.HasSuffix(sent.address(), "#place-3") {
		t.Errorf("after the third card was pressed the answer is at %s", sent.address())
	}
}

func TestTheListIsKeptBetweenSearchAndPlace(t *testing.T) {
	s := serve(t, config())
	found := s.send("near=30303").address()
	page := s.get(found + facilityPath(sample.PeachStreet))
	isKeptOut(t, page)
	page.says(t, "Back to the results", "Add to my list")
	if !strings.Contains(page.body, `rel="canonical" href="https://haven.example/facility/`+sample.PeachStreet+`"`) {
		t.Error("it does not name its public address")
	}
	kept := s.sendTo(found+facilityPath(sample.PeachStreet), "add="+sample.PeachStreet)
	s.get(kept.address()).says(t, "This place is on your list.", "See my list (1 place)", "Back to the results")
	s.get(strings.TrimSuffix(kept.address(), facilityPath(sample.PeachStreet))).says(t, "See my list (1 place)", "within 25 miles of 30303")
}

func TestAPlaceOutlivesTheSearchThatLedToIt(t *testing.T) {
	s := serve(t, config())
	s.get("/s/gone"+facilityPath(sample.PeachStreet)).says(t, "Peach Street Recovery Center", "Add to my list")
	s.post("/s/gone"+facilityPath(sample.PeachStreet), "add="+sample.PeachStreet).says(t, "This place is on your list.")
}

func TestAListIsKeptForAMonth(t *testing.T) {
	cfg := config()
	now := sample.Now
	cfg.Sealer = sealtest.New(t, func() time.Time { return now })
	s := serve(t, cfg)
	address := s.list(sample.PeachStreet)
	now = sample.Now.Add(29 * day)
	s.get(address).says(t, "My list: 1 place")
	now = sample.Now.Add(30 * day)
	for _, path := range []string{address, address + comparePath} {
		page := s.get(path)
		if page.StatusCode != http.StatusGone {
			t.Errorf("status %d, want 410", page.StatusCode)
		}
		page.says(t, "This list is no longer kept", "You can make a new one now.")
	}
}

func TestAPlaceThatIsNoMoreIsLeftOutOfAList(t *testing.T) {
	s := serve(t, config())
	s.get(s.list("hvn9999999", "hvnmerged1")).says(t, "My list: 1 place", "Peach Street", "1 place is no longer in the directory.")
}

func TestButtonsOfAListMeanThePlacesThatItShows(t *testing.T) {
	s := serve(t, config())
	merged := s.list("hvnmerged1", sample.PeachStreet, "hvn9999999", sample.GrantPark)
	s.get(merged).says(t, "My list: 2 places")
	s.post(merged, "remove="+sample.PeachStreet).says(t, "My list: 1 place Grant Park")
	raised := s.post(merged, "raise="+sample.GrantPark)
	if grant, peach := strings.Index(raised.body, "Grant Park"), strings.Index(raised.body, "Peach Street"); grant > peach {
		t.Error("a place goes up only past one that nobody sees")
	}
}

func TestPlacesAreComparedByWhatSomebodyOffers(t *testing.T) {
	s := serve(t, config())
	page := s.get(s.list(sample.PeachStreet, sample.FivePoints) + comparePath)
	page.says(t,
		"Peach Street Recovery Center Outpatient Clinic Five Points Methadone Clinic",
		"Phone (404) 555-0101 (404) 555-0110",
		"Methadone no 3 years old yes", "Medicaid yes not known",
		"How old the facts are As of May 2026 (The place itself)",
	)
	page.keepsQuiet(t, "Live-in treatment")
	isKeptOut(t, page)
}

func TestAComparedAnswerTellsItsAgeWhereItsPlaceIsNewer(t *testing.T) {
	s := serve(t, config())
	page := s.get(s.list(sample.PeachStreet, sample.FivePoints) + comparePath)
	if !strings.Contains(page.body, `<td><span class="no">no</span> <span class="old">3 years old</span></td>`) {
		t.Errorf("an old answer of a place that has told its number lately looks new:\n%s", page.text())
	}
	one := s.get(s.list(sample.OldMill) + comparePath)
	one.says(t, "How old the facts are As of January 2022 (SAMHSA treatment directory) 4 years old")
	one.keepsQuiet(t, `</span> <span class="old">`)
}
