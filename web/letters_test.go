package web

import (
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"haven/internal/account"
	"haven/internal/checkin"
	"haven/internal/facility"
	"haven/internal/handover"
	"haven/internal/sample"
	"haven/internal/store/storetest"
)

var letterLink = regexp.MustCompile(`<p class="link">https://haven\.example(/f/[^<]+)</p>`)

func TestAStewardPrintsLettersForPlacesOfASearch(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		stu := o.as(account.Steward)
		stu.get(lettersPath+"?near=Atlanta%2C+GA&stale=12").keepsQuiet(t, "Five Points Methadone Clinic", "Peach Street")
		page := stu.get(lettersPath + "?near=Atlanta%2C+GA")
		page.says(t, "Five Points Methadone Clinic", "Last heard of:", "no street is shown, so no letter can reach it")
		page.keepsQuiet(t, "Hidden Lane")
		printed := stu.ask(http.MethodPost, printLettersPath, "place="+sample.FivePoints+"&place="+sample.GrantPark+"&place="+sample.MagicCity+"&place=nowhere")
		printed.says(t, "2 letters.", "1 place was left out.", "22 Placeholder Avenue", "Is this still right?", "¿Sigue siendo correcto?", "The link works until July 31, 2026")
		printed.keepsQuiet(t, "Hidden Lane", "<script>", "style=")
		links := letterLink.FindAllStringSubmatch(printed.body, -1)
		if len(links) != 2 || strings.Count(printed.body, "<svg") != 2 {
			t.Fatalf("%d links and %d squares", len(links), strings.Count(printed.body, "<svg"))
		}
		o.answers(links[0][1], "tell=unchanged").says(t, "Thank you")
		o.in("es").get(links[0][1]).says(t, "Gracias", "Nada ha cambiado.")
		if len(o.said[sample.FivePoints]) != 1 {
			t.Errorf("said is %v", o.said)
		}
	})
}

func TestAStewardEndsTheLinksOfALetterThatWentAstray(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		stu := o.as(account.Steward)
		printed := stu.ask(http.MethodPost, printLettersPath, "place="+sample.FivePoints)
		link := letterLink.FindStringSubmatch(printed.body)[1]
		o.in("en").get(link).says(t, "Five Points Methadone Clinic")
		stu.get(lettersPath+"?place="+sample.FivePoints).says(t, "End its links")
		stu.ask(http.MethodPost, endLettersPath, "end="+sample.FivePoints).says(t, "The links of Five Points Methadone Clinic work no more.")
		if got := o.in("en").get(link).StatusCode; got != http.StatusGone {
			t.Errorf("the link is answered with %d", got)
		}
		if got := stu.ask(http.MethodPost, endLettersPath, "end=nowhere").StatusCode; got != http.StatusNotFound {
			t.Errorf("links of no place: %d", got)
		}
	})
}

func TestALetterFromTheListOfOnePlace(t *testing.T) {
	o := inOffice(t)
	stu := o.as(account.Steward)
	stu.get(at(listingPath, sample.FivePoints)).says(t, "Ask if the listing is right")
	stu.get(at(letterToPath, sample.FivePoints)).says(t, "Five Points Methadone Clinic", "Print letters")
}

func TestNobodyIsPestered(t *testing.T) {
	o := inOffice(t)
	stu := o.as(account.Steward)
	press := func() answer { return stu.ask(http.MethodPost, printLettersPath, "place="+sample.FivePoints) }
	list := func() answer { return stu.get(at(letterToPath, sample.FivePoints)) }
	if !strings.Contains(list().body, `value="`+sample.FivePoints+`" checked`) {
		t.Error("a place that was never asked is not ticked")
	}
	press()
	if page := list(); strings.Contains(page.body, " checked") || strings.Contains(page.body, " disabled") {
		t.Error("a place that was just asked is ticked, or cannot be")
	}
	press()
	if !strings.Contains(list().body, " disabled") {
		t.Error("a place that was asked twice can be ticked")
	}
	if got := press(); got.StatusCode != http.StatusBadRequest {
		t.Errorf("a third letter in a month is answered with %d", got.StatusCode)
	}
	for range 2 {
		o.at = o.at.Add(checkin.AskAgainAfter)
		stu = o.as(account.Steward)
		press()
		press()
	}
	o.at = o.at.Add(checkin.AskAgainAfter)
	stu = o.as(account.Steward)
	if got := press(); got.StatusCode != http.StatusBadRequest {
		t.Errorf("a seventh letter in a year is answered with %d", got.StatusCode)
	}
}

func TestASearchThatCannotBeReadIsAskedForAgain(t *testing.T) {
	o := inOffice(t)
	stu := o.as(account.Steward)
	page := stu.get(lettersPath + "?near=Alanta")
	if page.StatusCode != http.StatusBadRequest || !strings.Contains(page.body, `value="Alanta"`) {
		t.Errorf("answered with %d %s", page.StatusCode, page.text())
	}
	stu.get(lettersPath+"?q=nothing+of+the+kind&near=99950").says(t, "No place fits.")
}

func TestAStewardAsksByMailWhereAnAddressIsKnown(t *testing.T) {
	o := counting(t, storetest.Open(t, filepath.Join(t.TempDir(), "haven.db")))
	box := &outbox{fails: handover.ErrUnsent}
	o.staff.Mail = box
	o.said[sample.FivePoints] = []facility.Statement{{Source: "facility", Series: "facility", At: o.at, Rank: facility.RankFacility,
		Claims: facility.Claims{Email: facility.Says("front@desk.example")}}}
	stu := o.as(account.Steward)
	both := "place=" + sample.FivePoints + "&place=" + sample.MagicCity
	stu.ask(http.MethodPost, mailLettersPath, both).says(t, "1 mail could not be sent.")
	box.fails = nil
	stu.ask(http.MethodPost, mailLettersPath, both).says(t, "1 mail was sent.", "Of 1 place no e-mail is known.")
	if len(box.sent) != 1 || !strings.HasPrefix(box.sent[0], "front@desk.example|") {
		t.Fatalf("mailed is %v", box.sent)
	}
	asked, err := o.staff.Reception.Asked(t.Context(), sample.FivePoints)
	if err != nil || asked[sample.FivePoints].InMonth != 1 {
		t.Errorf("a mail that did not go out counts: %+v (%v)", asked, err)
	}
	link := regexp.MustCompile(`https://haven\.example(/f/\S+)`).FindStringSubmatch(box.sent[0])
	if link == nil || !strings.Contains(box.sent[0], "https://haven.example/es/f/") {
		t.Fatalf("the mail has no link: %s", box.sent[0])
	}
	o.at = o.at.Add(time.Hour)
	o.answers(link[1], "tell=unchanged").says(t, "Thank you")
}
