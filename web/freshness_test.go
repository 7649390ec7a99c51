package web

import (
	"context"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"haven/internal/account"
	"haven/internal/audit"
	"haven/internal/checkin"
	"haven/internal/checkin/reception"
	"haven/internal/facility"
	"haven/internal/handover"
)

// counts counts how fresh the facts are, as the job does.
func (o truly) counts() {
	o.t.Helper()
	if err := o.staff.Survey.Count(o.t.Context()); err != nil {
		o.t.Fatal(err)
	}
}

func (o truly) saysOf(id string, claims facility.Claims) {
	o.t.Helper()
	said := facility.Statement{Source: "facility", Series: "facility", At: o.at, Rank: facility.RankFacility, Claims: claims}
	if _, err := o.directory.Say(o.t.Context(), id, said); err != nil {
		o.t.Fatal(err)
	}
}

func askOf(id string) string { return "place=" + id + "&state=&page=1" }

func TestTheFreshnessBoardTellsWhichFactsAreWithinTheirTerm(t *testing.T) {
	withPlaces(t, func(t *testing.T, o truly) {
		o.at = o.at.AddDate(0, 0, 1) // the number is a year and a day old
		stu := o.as(account.Steward)
		stu.get(freshnessPath).says(t, "Nothing was counted yet")
		o.counts()
		board := stu.get(freshnessPath)
		board.says(t, "66% of 3 facts that people see are within their term.", "Counted on June 2, 2026.", "Phone numbers", "0%", "Names", "100%",
			"SAMHSA treatment directory", "Georgia", "Alder Clinic", "1 of 3 facts are past their term", "Print a letter")
		if strings.Contains(board.body, "style=") || !strings.Contains(board.body, `<svg class="chart"`) {
			t.Error("it holds styles that the policy forbids, or no chart")
		}
		o.as(account.Steward).get("/es"+freshnessPath).says(t, "El 66\u00a0% de los 3 datos", "Teléfonos", "Imprimir una carta")
		for role, want := range map[account.Role]int{account.Admin: 200, account.Supervisor: 403, account.Agent: 403, account.Facility: 403} {
			if got := o.as(role).get(freshnessPath).StatusCode; got != want {
				t.Errorf("as %s it is answered with %d, want %d", role, got, want)
			}
		}
	})
}

func TestTheBoardHasWhatWasAndGapsWhereNothingWasCounted(t *testing.T) {
	withPlaces(t, func(t *testing.T, o truly) {
		o.counts()
		for _, days := range []int{1, 3} { // nothing on the day between
			o.at = o.at.AddDate(0, 0, days)
			o.counts()
		}
		stu := o.as(account.Steward)
		board := stu.get(freshnessPath + "?of=kind+phone&days=90")
		line := regexp.MustCompile(`<path class="line" d="([^"]*)"`).FindStringSubmatch(board.body)
		if line == nil || strings.Count(line[1], "M") != 2 || strings.Count(line[1], "L") != 1 {
			t.Errorf("the line is %q", line)
		}
		if got := stu.get(freshnessPath + "/time.csv?of=kind+phone&days=90").body; got != "Day,Within term,Facts within term,All facts\n2026-06-01,100,1,1\n2026-06-02,0,0,1\n2026-06-05,0,0,1\n" {
			t.Errorf("the file is %q", got)
		}
		for query, want := range map[string]int{"?days=7": 400, "?of=kind+sofas": 400, "?of=state": 400, "?of=all&days=365": 200, "?of=state+GA": 200} {
			if got := stu.get(freshnessPath + query).StatusCode; got != want {
				t.Errorf("%s is answered with %d, want %d", query, got, want)
			}
		}
	})
}

func TestEachTableOfTheFreshnessBoardIsToBeHadAsCSV(t *testing.T) {
	withPlaces(t, func(t *testing.T, o truly) {
		o.at = o.at.AddDate(0, 0, 1)
		o.counts()
		stu, agent := o.as(account.Steward), o.as(account.Agent)
		found := map[string]string{}
		for _, link := range csvLink.FindAllStringSubmatch(stu.get(freshnessPath).body, -1) {
			path := strings.ReplaceAll(link[1], "&amp;", "&")
			got := stu.get(path)
			if got.StatusCode != http.StatusOK || !strings.HasPrefix(got.Header.Get("Content-Type"), "text/csv") || agent.get(path).StatusCode != http.StatusForbidden {
				t.Errorf("%s: %d %s", path, got.StatusCode, got.Header.Get("Content-Type"))
			}
			found[got.Header.Get("Content-Disposition")] = got.body
		}
		for name, want := range map[string]string{
			"kind":   "Kind of fact,Within term,Facts within term,All facts\nname,100,1,1\naddress,100,1,1\nphone,0,0,1\n",
			"source": "Source,Within term,Facts within term,All facts\nsamhsa-directory,66,2,3\n",
			"state":  "State,Within term,Facts within term,All facts\nGA,66,2,3\n",
		} {
			if got := found[`attachment; filename="freshness-`+name+`.csv"`]; got != want {
				t.Errorf("by %s: %q of %v", name, got, found)
			}
		}
	})
}

func TestOnePressOfTheWorkListMakesTheLetter(t *testing.T) {
	withPlaces(t, func(t *testing.T, o truly) {
		o.at = o.at.AddDate(0, 0, 1)
		o.counts()
		stu := o.as(account.Steward)
		stu.get(stalePath+"?state=GA").says(t, "Alder Clinic", "Oldest fact: June 1, 2025", "fewer than 10 times")
		stu.get(stalePath+"?state=TX").says(t, "No place here has facts past their term.")
		made := stu.ask(http.MethodPost, askStalePath, askOf(o.alder))
		made.says(t, "This letter asks Alder Clinic if the listing is still right.", "Back to the choice")
		links := letterLink.FindAllStringSubmatch(made.body, -1)
		if len(links) != 1 {
			t.Fatalf("there are %d letters", len(links))
		}
		o.office.in("en").get(links[0][1]).says(t, "Alder Clinic")
		again := stu.ask(http.MethodPost, askStalePath, askOf(o.alder))
		again.says(t, "Alder Clinic was asked on June 2, 2026. You can ask again from July 2, 2026.")
		if again.StatusCode != http.StatusConflict || letterLink.MatchString(again.body) {
			t.Errorf("a second press is answered with %d", again.StatusCode)
		}
		stu.get(stalePath).keepsQuiet(t, "Print a letter")
		asked := 0
		if _, err := o.store.Trail(t.Context(), func(e audit.Entry) error {
			if e.Action == "checkin.asked" && e.Subject == "place:"+o.alder && e.Actor == stu.user.ID {
				asked++
			}
			return nil
		}); err != nil || asked != 1 {
			t.Errorf("the trail has %d questions (%v)", asked, err)
		}
		o.at = o.at.Add(checkin.AskAgainAfter)
		o.as(account.Steward).ask(http.MethodPost, askStalePath, askOf(o.alder)).says(t, "This letter asks")
	})
}

func TestOnePressMailsWhereAnAddressIsKnown(t *testing.T) {
	withPlaces(t, func(t *testing.T, o truly) {
		box := &outbox{fails: handover.ErrUnsent}
		o.staff.Mail = box
		o.saysOf(o.alder, facility.Claims{Email: facility.Says("front@desk.example")})
		o.at = o.at.AddDate(0, 0, 1)
		o.counts()
		stu := o.as(account.Steward)
		stu.get(stalePath).says(t, "Ask by e-mail")
		stu.ask(http.MethodPost, askStalePath, askOf(o.alder)).says(t, "The mail to Alder Clinic could not be sent.")
		box.fails = nil
		stu.ask(http.MethodPost, askStalePath, askOf(o.alder)).says(t, "We sent a mail to Alder Clinic.", "Asked on June 2, 2026.")
		stu.ask(http.MethodPost, askStalePath, askOf(o.alder)).says(t, "You can ask again from")
		if len(box.sent) != 1 || !strings.HasPrefix(box.sent[0], "front@desk.example|") {
			t.Errorf("mailed is %v", box.sent)
		}
	})
}

func TestAPlaceThatNothingReachesIsToBeCalled(t *testing.T) {
	withPlaces(t, func(t *testing.T, o truly) {
		o.saysOf(o.alder, facility.Claims{Withheld: facility.Says(true)})
		o.at = o.at.AddDate(0, 0, 1)
		o.counts()
		stu := o.as(account.Steward)
		page := stu.get(stalePath)
		page.says(t, "We know no e-mail and no street. Call this place.", "Atlanta, GA")
		page.keepsQuiet(t, "Oak Street", "30303")
		if got := stu.ask(http.MethodPost, askStalePath, askOf(o.alder)); got.StatusCode != http.StatusConflict || strings.Contains(got.body, "Oak Street") {
			t.Errorf("asked all the same, it is answered with %d", got.StatusCode)
		}
		stu.get(freshnessPath).keepsQuiet(t, "Oak Street", "30303")
		for form, want := range map[string]int{askOf("hvnnowhere1"): 404, "": 404, "page=0&place=" + o.alder: 400, "page=41&place=" + o.alder: 400, "state=ZZ&place=" + o.alder: 400} {
			if got := stu.ask(http.MethodPost, askStalePath, form).StatusCode; got != want {
				t.Errorf("%q is answered with %d, want %d", form, got, want)
			}
		}
		if got := o.as(account.Admin).ask(http.MethodPost, askStalePath, askOf(o.alder)).StatusCode; got != http.StatusForbidden {
			t.Errorf("who may only look asks, and gets %d", got)
		}
	})
}

func TestOfTwoPressesAtOnceOneAsks(t *testing.T) {
	withPlaces(t, func(t *testing.T, o truly) {
		var presses sync.WaitGroup
		made := make(chan bool, 4)
		for range cap(made) {
			presses.Go(func() {
				_, _, err := o.staff.Reception.AskUnlessLately(context.WithoutCancel(t.Context()), audit.Command, checkin.Letter, o.alder)
				if err != nil && err != reception.ErrAskedLately && err != reception.ErrAskedEnough {
					t.Error(err)
				}
				made <- err == nil
			})
		}
		presses.Wait()
		close(made)
		asked := 0
		for is := range made {
			if is {
				asked++
			}
		}
		if asked != 1 {
			t.Errorf("%d of 4 asked", asked)
		}
	})
}

func TestWhoHasConfirmedIsOnTheWorkListNoMore(t *testing.T) {
	withPlaces(t, func(t *testing.T, o truly) {
		o.at = o.at.AddDate(0, 0, 1)
		o.counts()
		stu := o.as(account.Steward)
		stu.get(stalePath).says(t, "Alder Clinic")
		o.saysOf(o.alder, facility.Claims{Confirms: []facility.Field{facility.AllFields}})
		stu.get(stalePath).keepsQuiet(t, "Alder Clinic")
		o.at = o.at.Add(time.Minute)
		o.counts()
		stu.get(freshnessPath).says(t, "100% of 3 facts")
	})
}
