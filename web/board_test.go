package web

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"haven/internal/account"
	"haven/internal/board"
	"haven/internal/geo"
	"haven/internal/referral"
	"haven/internal/sample"
	"haven/web/messages"
)

// unmet opens cases that found nothing near a place, for one need and payer.
func (o *office) unmet(by colleague, n int, near geo.Point, needs ...string) {
	o.t.Helper()
	for range n {
		o.caseOf(by, func(f *referral.Facts) {
			f.Disposition, f.Area, f.Needs, f.Language = referral.NothingFound, referral.AreaOf(near), needs, "es"
		})
	}
}

var atlanta, savannah = geo.Point{Lat: 33.749, Lon: -84.388}, geo.Point{Lat: 32.08, Lon: -81.09}

func TestTheBoardTellsASupervisorWhatWasDone(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		agent, boss := o.as(account.Agent), o.as(account.Supervisor)
		o.unmet(agent, 7, atlanta, "MU", "MD")
		o.unmet(agent, 12, savannah, "MU", "MD")
		o.unmet(agent, 6, savannah, "DT", "MC")
		o.unmet(agent, 5, atlanta, "DT", "MC")
		o.unmet(o.asOf(account.Agent, o.another), 9, atlanta, "MU", "MD")
		page := boss.get(boardPath)
		for _, want := range []string{
			"Around Atlanta, GA", "Around Savannah, GA", `<svg class="chart"`, "<td>30</td>", `<path class="cell some"`, "quarter is not over",
		} {
			if !strings.Contains(page.body, want) {
				t.Errorf("the board lacks %q: %s", want, page.body)
			}
		}
		if strings.Contains(page.body, "style=") {
			t.Error("it holds styles that the policy forbids")
		}
		if got := agent.get(boardPath); got.StatusCode != http.StatusForbidden {
			t.Errorf("an agent gets %d", got.StatusCode)
		}
	})
}

func TestFewPeopleAreNotTold(t *testing.T) {
	o := inOffice(t)
	agent, boss := o.as(account.Agent), o.as(account.Supervisor)
	o.unmet(agent, 3, atlanta, "MU", "MD")
	if page := boss.get(boardPath); !strings.Contains(page.body, "Too few people") || strings.Contains(page.body, "Around Atlanta") {
		t.Error("three people in all are shown")
	}
	o.unmet(agent, 20, atlanta, "DT", "MD")
	o.unmet(agent, 30, savannah, "DT", "MD")
	o.unmet(agent, 9, savannah, "MU", "MD")
	page := boss.get(boardPath)
	unmet := page.body[strings.Index(page.body, `id="unmet"`):]
	if strings.Contains(unmet, "<td>3</td>") || strings.Contains(unmet, "<td>20</td>") || !strings.Contains(unmet, "<td>"+hiddenMark+"</td>") || !strings.Contains(unmet, "<td>62</td>") {
		t.Errorf("they are told, or nothing is: %s", unmet)
	}
}

var csvLink = regexp.MustCompile(`href="([^"]*\.csv[^"]*)" download`)

func TestEachTableIsToBeHadAsCSV(t *testing.T) {
	o := inOffice(t)
	agent, boss := o.as(account.Agent), o.as(account.Supervisor)
	o.unmet(agent, 7, atlanta, "MU", "MD")
	if got := boss.get(boardPath + "/unmet.csv"); got.StatusCode != http.StatusConflict {
		t.Errorf("needs of a quarter that runs: %d", got.StatusCode)
	}
	o.at = o.at.AddDate(0, 4, 0)
	boss, agent = o.as(account.Supervisor), o.as(account.Agent) // signed out by then
	links := csvLink.FindAllStringSubmatch(boss.get(boardPath+"?month="+string(board.MonthOf(sample.Now))).body, -1)
	found := map[string]string{}
	for _, link := range links {
		got := boss.get(strings.ReplaceAll(link[1], "&amp;", "&"))
		if got.StatusCode != http.StatusOK || !strings.HasPrefix(got.Header.Get("Content-Type"), "text/csv") {
			t.Errorf("%s: %d %s", link[1], got.StatusCode, got.Header.Get("Content-Type"))
		}
		if refused := agent.get(link[1]); refused.StatusCode != http.StatusForbidden {
			t.Errorf("%s to an agent: %d", link[1], refused.StatusCode)
		}
		found[got.Header.Get("Content-Disposition")] = got.body
	}
	if got := found[`attachment; filename="board-day.csv"`]; got != "Day,Contacts\n"+sample.Now.Format(time.DateOnly)+",7\n" {
		t.Errorf("contacts by day: %q of %v", got, found)
	}
	if got := found[`attachment; filename="board-unmet.csv"`]; !strings.Contains(got, `"Around Atlanta, GA"`) || !strings.Contains(got, ",7\n") {
		t.Errorf("needs of a quarter that is over: %q", got)
	}
}

func TestSpreadsheetsRunNothingOfABoard(t *testing.T) {
	if got := harmless([][]string{{"=1+1", "Oak House", "-2"}}); got[0][0] != "'=1+1" || got[0][1] != "Oak House" || got[0][2] != "'-2" {
		t.Errorf("%q", got)
	}
}

func TestABoardIsOfAMonthThatHasBegun(t *testing.T) {
	o := inOffice(t)
	boss := o.as(account.Supervisor)
	for query, want := range map[string]int{"": 200, "?month=2020-01": 200, "?month=2999-01": 400, "?month=now": 400, "?need=XX+YY": 200} {
		if got := boss.get(boardPath + query); got.StatusCode != want {
			t.Errorf("%s: %d, want %d", query, got.StatusCode, want)
		}
	}
}

func TestAllThatAReferralCanComeToHasAName(t *testing.T) {
	languages, err := messages.Load()
	if err != nil {
		t.Fatal(err)
	}
	for lang, say := range languages {
		for _, s := range referral.States() {
			if !say.Has("board.result." + string(s.State)) {
				t.Errorf("%s lacks %s", lang, s.State)
			}
		}
		for _, outcome := range referral.Outcomes() {
			if !say.Has("board.result."+string(outcome)) || !say.Has("board.outcome."+string(outcome)) || !say.Has("follow-up.outcome."+string(outcome)) {
				t.Errorf("%s lacks %s", lang, outcome)
			}
		}
		for _, reason := range referral.Reasons() {
			if !say.Has("follow-up.reason." + string(reason)) {
				t.Errorf("%s lacks %s", lang, reason)
			}
		}
	}
}
