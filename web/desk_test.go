package web

import (
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"haven/internal/account"
	"haven/internal/facility"
	"haven/internal/referral"
	"haven/internal/sample"
)

var (
	shownCode = regexp.MustCompile(`<p class="code">([a-z-]+[0-9]{5})</p>`)
	shownCase = regexp.MustCompile(`data-here="([^"]*)"`)
	shownList = regexp.MustCompile(`<li id="pick-([^"]*)">`)
)

// newCase opens a case and returns its path and its code.
func (c colleague) newCase() (path, code string) {
	c.t.Helper()
	page := c.ask(http.MethodPost, casesPath, "")
	found, at := shownCode.FindStringSubmatch(page.body), shownCase.FindStringSubmatch(page.body)
	if found == nil || at == nil {
		c.t.Fatalf("no case is opened: %d %s", page.StatusCode, page.text())
	}
	return at[1], found[1]
}

// known is the case at a path as the desk has it.
func (c colleague) known(path string) referral.Case {
	c.t.Helper()
	found, err := c.staff.Desk.Case(c.t.Context(), c.actor(), strings.TrimPrefix(path, casesPath+"/"))
	if err != nil {
		c.t.Fatal(err)
	}
	return found
}

// words are the texts of the case at a path.
func (c colleague) words(path string) map[referral.Field]string {
	c.t.Helper()
	texts, err := c.staff.Desk.Texts(c.t.Context(), c.actor(), strings.TrimPrefix(path, casesPath+"/"))
	if err != nil {
		c.t.Fatal(err)
	}
	all := map[referral.Field]string{}
	for _, t := range texts {
		all[t.Field] = t.Words
	}
	return all
}

func listOnPage(page answer) []string {
	var ids []string
	for _, found := range shownList.FindAllStringSubmatch(page.body, -1) {
		ids = append(ids, found[1])
	}
	return ids
}

func TestACaseIsOpenedWithOnePressAndShowsItsCodeOnce(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		kim := o.as(account.Agent)
		opened := kim.ask(http.MethodPost, casesPath, "")
		path, code := shownCase.FindStringSubmatch(opened.body)[1], shownCode.FindStringSubmatch(opened.body)[1]
		digits := strings.Join(strings.Split(code[len(code)-5:], ""), ", ")
		opened.says(t, "Say: "+strings.ReplaceAll(code[:len(code)-6], "-", ", ")+", "+digits)
		again := kim.get(path)
		again.says(t, "Case", "On it: "+kim.user.Email)
		again.keepsQuiet(t, code)
		if strings.Contains(path, code) || opened.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("the code is in the address, or kept: %s", path)
		}
		kim.get(deskPath).says(t, "Your open cases")
		if !strings.Contains(kim.get(deskPath).body, path) {
			t.Error("the desk does not lead to one's own case")
		}
	})
}

func TestWhoeverHearsTheCodeGoesOnWhereAColleagueLeftOff(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		kim, lee := o.as(account.Agent), o.as(account.Agent)
		path, code := kim.newCase()
		kim.post(path+"/search", "near=30303&q=detox")
		if lee.get(path).StatusCode != http.StatusNotFound {
			t.Fatal("a case is seen without its code")
		}
		heard := strings.ToUpper(strings.ReplaceAll(code, "-", " "))
		page := lee.post(resumePath, "code="+strings.ReplaceAll(heard, " ", "+"))
		page.says(t, "30303 (Atlanta, GA)", "Detox", lee.user.Email)
	})
}

func TestAWrongCodeTellsNothing(t *testing.T) {
	o := inOffice(t)
	kim, stranger := o.as(account.Agent), o.asOf(account.Agent, o.another)
	_, code := kim.newCase()
	const wrong = "This code leads to no case"
	for whose, got := range map[string]answer{
		"nobody's":           kim.ask(http.MethodPost, resumePath, "code="+string(referral.NewCode())),
		"another helpline's": stranger.ask(http.MethodPost, resumePath, "code="+code),
	} {
		got.says(t, wrong)
		if got.StatusCode != http.StatusNotFound || strings.Contains(got.body, code) {
			t.Errorf("%s code is answered %d", whose, got.StatusCode)
		}
	}
	if got := kim.ask(http.MethodPost, resumePath, "code=lemon"); got.StatusCode != http.StatusBadRequest {
		t.Errorf("what is no code is answered %d", got.StatusCode)
	}
	for range 10 {
		stranger.ask(http.MethodPost, resumePath, "code="+string(referral.NewCode()))
	}
	got := stranger.ask(http.MethodPost, resumePath, "code="+code)
	got.says(t, "Too many codes were wrong")
	if got.StatusCode != http.StatusTooManyRequests {
		t.Errorf("a guesser is answered %d", got.StatusCode)
	}
}

func TestTheDeskSearchesAsSeekersDoAtAnAddressThatTellsNothing(t *testing.T) {
	o := inOffice(t)
	kim := o.as(account.Agent)
	sent := kim.ask(http.MethodPost, deskSearchPath, "near=30303&q=suboxone medicaid")
	if at := sent.address(); !strings.HasPrefix(at, "/desk/s/") || strings.Contains(at, "30303") || strings.Contains(at, "suboxone") {
		t.Fatalf("the search leads to %q", at)
	}
	page := kim.get(sent.address())
	page.says(t, "30303 (Atlanta, GA)", "Take off Medicaid", "Peach Street Recovery Center", "Put on the list")
	if want := names(o.search("near=30303&q=suboxone medicaid")); !slices.Equal(names(page), want) {
		t.Errorf("the desk finds %q, seekers find %q", names(page), want)
	}
	opened := kim.ask(http.MethodPost, sent.address()+"/case", "add="+sample.PeachStreet)
	opened.says(t, "Code for the caller", "List: 1 place", "Take off Medicaid")
}

func TestACardTellsStaffWhoAnswersHowOftenAndWhenItWasConfirmed(t *testing.T) {
	o := inOffice(t)
	kim := o.as(account.Agent)
	for range referral.ReachMinimum - 1 {
		o.called(kim, referral.Reached)
	}
	path, _ := kim.newCase()
	page := kim.post(path+"/search", "near=30303")
	page.says(t, "First number For new patients", "Main number (404)", "Last confirmed The place itself, May")
	page.keepsQuiet(t, "% of calls")
	o.called(kim, referral.Voicemail)
	kim.get(path).says(t, "Answers about 80% of calls (5 calls)")
	if strings.Contains(o.search("near=30303").body, "card-staff") {
		t.Error("seekers see what is for staff")
	}
}

// called notes a call to a place.
func (o *office) called(by colleague, outcome referral.CallOutcome) {
	o.t.Helper()
	err := o.staff.Desk.Called(o.t.Context(), by.actor(), referral.Call{Listing: sample.PeachStreet, Line: facility.MainLine, Outcome: outcome})
	if err != nil {
		o.t.Fatal(err)
	}
}

// keyed are what templates say a key leads to or presses.
var keyed = regexp.MustCompile(`data-key="(.)"`)

func TestEveryShortcutIsListedAndDescribed(t *testing.T) {
	doc, err := os.ReadFile("../docs/desk.md")
	if err != nil {
		t.Fatal(err)
	}
	kim := inOffice(t).as(account.Agent)
	page := kim.get(shortcutsPath)
	known := map[string]bool{}
	for _, s := range shortcuts {
		known[s.Key] = true
		page.says(t, s.Key)
		if !strings.Contains(string(doc), "| `"+s.Key+"` |") {
			t.Errorf("docs/desk.md does not tell what %q does", s.Key)
		}
	}
	files, _ := filepath.Glob("templates/*.html")
	shared, _ := filepath.Glob("templates/shared/*.html")
	for _, file := range append(files, shared...) {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range keyed.FindAllStringSubmatch(string(source), -1) {
			if !known[found[1]] {
				t.Errorf("%s has the key %q, which nobody is told of", file, found[1])
			}
		}
	}
}
