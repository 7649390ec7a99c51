package web

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/store"
)

const licences = `
source: ga-licences
rank: register
complete: true
fields: {name: Name, street: Street, city: City, state: State, zip: Zip, phone: Phone}
`

// licence is a register of these rows.
func licence(rows ...string) string {
	return "Name,Street,City,State,Zip,Phone\n" + strings.Join(rows, "\n") + "\n"
}

const (
	alderRow = "Alder Clinic,1 Oak Street,Atlanta,GA,30303,(404) 555-0101"
	birchRow = "Birch House,2 Elm Street,Atlanta,GA,30303,(404) 555-0102"
	cedarRow = "Cedar Rest,3 Fir Street,Atlanta,GA,30303,(404) 555-0103"
	wrongRow = "Dogwood Detox,4 Fir Street,Atlanta,ZZ,30303,(404) 555-0104"
)

// upload posts a file, has the tray do its work, and goes to its page.
func (c colleague) upload(name, content string, fields ...string) answer {
	c.t.Helper()
	sent := c.send(name, content, fields...)
	if sent.StatusCode != http.StatusSeeOther {
		return sent
	}
	c.work()
	return c.get(sent.address())
}

func (c colleague) work() {
	c.t.Helper()
	if err := c.staff.Tray.Work(c.t.Context()); err != nil {
		c.t.Fatal(err)
	}
}

// send posts a file with pairs of further fields.
func (c colleague) send(name, content string, fields ...string) answer {
	c.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for i := 0; i < len(fields); i += 2 {
		form.WriteField(fields[i], fields[i+1])
	}
	if name != "" {
		part, err := form.CreateFormFile(fileField, name)
		if err != nil {
			c.t.Fatal(err)
		}
		part.Write([]byte(content))
	}
	form.Close()
	r := httptest.NewRequest(http.MethodPost, c.local(uploadPath), &body)
	r.Header.Set(fiber.HeaderContentType, form.FormDataContentType())
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	r.AddCookie(&http.Cookie{Name: "__Host-haven", Value: c.token})
	return c.do(r)
}

// press posts a button of an import's page, has the tray do its work, and goes
// where it leads.
func (c colleague) press(path, form string) answer {
	c.t.Helper()
	sent := c.ask(http.MethodPost, path, form)
	if sent.StatusCode != http.StatusSeeOther {
		return sent
	}
	c.work()
	return c.get(sent.address())
}

var action = regexp.MustCompile(`action="(/imports/(?:file|run)/[^"]+)"`)

func (a answer) action() string {
	if found := action.FindStringSubmatch(a.body); found != nil {
		return found[1]
	}
	return ""
}

// listedNow are the names of what is listed.
func (o *office) listedNow() string {
	o.t.Helper()
	changes, err := o.store.ChangedSince(o.t.Context(), 0, 1000)
	if err != nil {
		o.t.Fatal(err)
	}
	var names []string
	for _, c := range changes {
		if c.State == store.Listed && !c.Listing.Gone {
			names = append(names, c.Listing.Name.Name)
		}
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}

func TestAStewardLoadsAFileSeesWhatItChangesAndUndoesIt(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		c := o.as(account.Steward)
		tried := c.upload("register-2026-05-01.csv", licence(alderRow, birchRow), mappingField, licences)
		tried.says(t, "What would change", "New listings 2", "Alder Clinic, Atlanta, GA", "Accept and import")
		if o.listedNow() != "" {
			t.Fatalf("trying lists %s", o.listedNow())
		}
		done := c.press(tried.action(), "do=accept")
		done.says(t, "What changed", "Imported")
		if o.listedNow() != "Alder Clinic, Birch House" {
			t.Fatalf("listed are %q", o.listedNow())
		}
		run := regexp.MustCompile(`href="(/imports/run/[^"]+)"`).FindStringSubmatch(done.body)
		if run == nil {
			t.Fatal("nothing leads to the run")
		}
		page := c.get(run[1])
		page.says(t, "In the directory", c.user.Email, "Undo this import")
		c.press(page.action(), "").says(t, "Done")
		if o.listedNow() != "" {
			t.Errorf("undone, listed are %q", o.listedNow())
		}
		page = c.get(run[1])
		page.says(t, "Undone", "Accept it again")
		again := c.press(page.action(), "")
		again.says(t, "Done")
		if o.listedNow() != "Alder Clinic, Birch House" {
			t.Errorf("brought back, listed are %q", o.listedNow())
		}
		c.get(importsPath).says(t, "register-2026-05-01.csv", "In the directory", "Undo")
		if twice := c.ask(http.MethodPost, page.action(), ""); twice.StatusCode != http.StatusConflict || !strings.Contains(twice.body, "A colleague was faster") {
			t.Errorf("a second press answers %d", twice.StatusCode)
		}
	})
}

func TestMuchThatWouldBeGoneNeedsATick(t *testing.T) {
	o := inOffice(t)
	c := o.as(account.Steward)
	c.press(c.upload("register-2026-05-01.csv", licence(alderRow, birchRow, cedarRow), mappingField, licences).action(), "do=accept")
	tried := c.upload("register-2026-05-02.csv", licence(alderRow), mappingField, licences)
	tried.says(t, "2 of 3 listings", "Mark them as gone", "Some listings that are gone")
	if got := c.ask(http.MethodPost, tried.action(), "do=accept"); got.StatusCode != http.StatusConflict || !strings.Contains(got.body, "Tick the box") {
		t.Errorf("without the tick: %d", got.StatusCode)
	}
	c.press(tried.action(), "do=accept&drop=yes").says(t, "Imported")
	if o.listedNow() != "Alder Clinic" {
		t.Errorf("listed are %q", o.listedNow())
	}
}

func TestRowsThatWereLeftOutAreHandedOut(t *testing.T) {
	o := inOffice(t)
	c := o.as(account.Steward)
	page := c.upload("register-2026-05-01.csv", licence(alderRow, wrongRow), mappingField, licences)
	page.says(t, "1 row was left out", "Load the rows when you have corrected them")
	path := page.action()
	for _, want := range []struct{ file, mediaType, holds string }{
		{"rows.csv", "text/csv; charset=utf-8", "Dogwood Detox,4 Fir Street,Atlanta,ZZ,30303,(404) 555-0104,3,"},
		{"errors.csv", "text/csv; charset=utf-8", "3,State,ZZ,"},
		{"errors.ndjson", "application/x-ndjson", `{"line":3,"field":"State","value":"ZZ"`},
	} {
		got := c.get(path + "/" + want.file)
		if !strings.Contains(got.body, want.holds) || !strings.Contains(got.Header.Get("Content-Disposition"), "attachment") {
			t.Errorf("%s is %v %s", want.file, got.Header, got.body)
		}
		if is := got.Header.Get("Content-Type"); is != want.mediaType {
			t.Errorf("%s is sent as %s", want.file, is)
		}
	}
	id := strings.TrimPrefix(path, "/imports/file/")
	form := c.get(importsPath + "?corrects=" + id)
	form.says(t, "Load corrected rows", "source: ga-licences")
	if !strings.Contains(form.body, `value="2026-05-01"`) || !strings.Contains(form.body, `value="partial" selected`) {
		t.Errorf("the edition is not filled in: %s", form.body)
	}
}

func TestACSVFileWithoutAMappingGetsADraft(t *testing.T) {
	o := inOffice(t)
	c := o.as(account.Steward)
	page := c.upload("register-2026-05-01.csv", licence(alderRow))
	page.says(t, "The file needs a mapping", "This is a draft", "fields:")
	path := page.action()
	c.press(path, "do=retry&mapping="+`source: "x y"`).says(t, "The file needs a mapping", "the mapping")
	c.press(path, "do=retry&mapping="+strings.ReplaceAll(licences, "\n", "%0A")).says(t, "What would change")
	if got := c.ask(http.MethodPost, path, "do=discard"); got.StatusCode != http.StatusSeeOther || got.address() != importsPath {
		t.Errorf("discarded it answers %d", got.StatusCode)
	}
	if got := c.ask(http.MethodPost, path, "do=accept"); got.StatusCode != http.StatusConflict {
		t.Errorf("accepted after that: %d", got.StatusCode)
	}
}

func TestFilesThatDoNotComeInAreExplained(t *testing.T) {
	o := inOffice(t)
	c := o.as(account.Steward)
	for _, tt := range []struct {
		name, content, says string
		status              int
	}{
		{"", "", "Choose a file", http.StatusBadRequest},
		{"empty.csv", "", "Choose a file", http.StatusBadRequest},
		{"large.csv", strings.Repeat("x", 1<<20+1), "too large", http.StatusRequestEntityTooLarge},
	} {
		if got := c.send(tt.name, tt.content); got.StatusCode != tt.status || !strings.Contains(got.body, tt.says) {
			t.Errorf("%s: %d, want %d and a word on %s", tt.name, got.StatusCode, tt.status, tt.says)
		}
	}
	if got := c.send("a.csv", "x", publishedField, "yesterday"); got.StatusCode != http.StatusBadRequest {
		t.Errorf("a day that is none: %d", got.StatusCode)
	}
	c.upload("register.csv", licence(alderRow), mappingField, licences).says(t, "Give the day and try it again")
	c.upload("picture.png", "\x89PNG\r\n\x1a\n\x00\x00").says(t, "No source that is known")
}

// Whoever is not signed in, or is no steward, has nothing stored or read into
// memory.
func TestNobodyElsesFileIsTaken(t *testing.T) {
	o := inOffice(t)
	for name, c := range map[string]colleague{"an agent": o.as(account.Agent), "nobody": {office: o, token: "planted"}} {
		got := c.send("register-2026-05-01.csv", licence(alderRow)+strings.Repeat("x", 1<<20))
		if got.StatusCode != http.StatusForbidden && got.StatusCode != http.StatusUnauthorized {
			t.Errorf("%s: %d", name, got.StatusCode)
		}
	}
	if items, err := o.staff.Tray.Items(t.Context(), 10); err != nil || len(items) != 0 {
		t.Errorf("taken are %v, %v", items, err)
	}
}

func TestAPageOfWorkIsLoadedAnewWithoutScripts(t *testing.T) {
	o := inOffice(t)
	c := o.as(account.Steward)
	waits := c.send("register-2026-05-01.csv", licence(alderRow), mappingField, licences)
	page := c.get(waits.address())
	page.says(t, "Waits to be tried", "Look again")
	if !strings.Contains(page.body, `<noscript><meta http-equiv="refresh" content="3"></noscript>`) {
		t.Error("it is not")
	}
	c.work()
	if page := c.get(waits.address()); strings.Contains(page.body, "refresh") {
		t.Error("a page of what has ended is loaded anew")
	}
}
