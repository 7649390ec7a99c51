package web

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"haven/internal/account"
	"haven/internal/referral"
	"haven/internal/sample"
)

// entranceRoutes are for people who are not signed in yet, and for places that
// hold a link. All others of staff
// are in Server.staffRoutes with what it takes to use them.
func entranceRoutes() (names []string) {
	for _, route := range slices.Concat((&Server{}).entryRoutes(), (&Server{}).answerRoutes(), (&Server{}).claimRoutes(), (&Server{}).checkinRoutes()) {
		names = append(names, route.method+" "+route.path)
	}
	return names
}

// strangers are values for the parameters of routes: things of another helpline.
func (o *office) strangers() map[string]string {
	o.t.Helper()
	other := o.asOf(account.Agent, o.another)
	theirs := o.agreeing(other)
	planned, err := o.staff.Desk.FollowUpOn(o.t.Context(), other.actor(), theirs.ID, o.at)
	if err != nil {
		o.t.Fatal(err)
	}
	r, err := o.staff.Desk.Refer(o.t.Context(), other.actor(), theirs.ID, sample.PeachStreet)
	if err != nil {
		o.t.Fatal(err)
	}
	q, err := o.staff.Desk.AskRoom(o.t.Context(), other.actor(), theirs.ID, sample.PeachStreet)
	if err != nil {
		o.t.Fatal(err)
	}
	o.owns(sample.FivePoints, o.organisation(account.Owner, "Another owner"))
	return map[string]string{
		":listing": sample.FivePoints,
		":id":      sample.PeachStreet, ":claim": "theirs0001", ":offer": "theirs0001",
		":case": theirs.ID, ":followup": planned.ID, ":call": o.call(other, referral.Reached),
		":key": "planted", ":token": "planted", ":organisation": o.another.ID, ":person": other.user.ID,
		":file": "planted", ":run": "planted",
		":referral": r.ID, ":room": q.ID, ":kind": "report", ":matter": "none1", ":place": "hvnnowhere1",
		":act": "none1", ":group": "hours", ":proposal": "none1",
		":version": "1",
	}
}

var parameter = regexp.MustCompile(`:\w+`)

// filled is the path of a route with values for its parameters.
func filled(t *testing.T, path string, values map[string]string) string {
	t.Helper()
	return parameter.ReplaceAllStringFunc(path, func(name string) string {
		if values[name] == "" {
			t.Errorf("%s: tell the test of who is refused what %s is of another helpline", path, name)
		}
		return values[name]
	})
}

func TestEveryRouteOfStaffSaysWhoMayUseIt(t *testing.T) {
	o := inOffice(t)
	open := map[string]bool{}
	for _, route := range serve(t, config()).app.GetRoutes(true) {
		open[route.Method+" "+route.Path] = true
	}
	known := map[string]bool{}
	for _, route := range (&Server{}).staffRoutes() {
		known[route.method+" "+route.path] = true
	}
	for _, route := range entranceRoutes() {
		known[route] = true
	}
	for _, route := range o.app.GetRoutes(true) {
		name := route.Method + " " + strings.TrimPrefix(route.Path, "/es")
		if route.Method != http.MethodHead && !open[route.Method+" "+route.Path] && !known[name] {
			t.Errorf("%s is for people who sign in, and nothing says which", name)
		}
	}
}

func TestWhoMayNotIsRefusedOnEveryRoute(t *testing.T) {
	o := inOffice(t)
	values := o.strangers()
	colleagues := map[account.Role]colleague{}
	for _, role := range account.Roles() {
		colleagues[role] = o.as(role)
	}
	for _, route := range (&Server{}).staffRoutes() {
		path := filled(t, route.path, values)
		for role, c := range colleagues {
			may := account.May(c.user, route.needs, c.user.Organisation.ID)
			if route.path == everywherePath {
				c = o.as(role) // whose session this ends
			}
			got := c.ask(route.method, path, "").StatusCode
			if refused := got == http.StatusForbidden || got == http.StatusUnauthorized; refused == may {
				t.Errorf("%s %s as %s: %d, and they may: %v", route.method, route.path, role, got, may)
			}
			everywhere := account.May(c.user, route.needs, o.another.ID)
			if may && !everywhere && strings.Contains(route.path, ":") && got != http.StatusNotFound {
				t.Errorf("%s %s as %s, of another helpline: %d", route.method, route.path, role, got)
			}
		}
	}
}

func TestWhoIsNotSignedInIsAskedToOnEveryRoute(t *testing.T) {
	o := inOffice(t)
	values := o.strangers()
	for _, token := range []string{"", "planted", strings.Repeat("A", 43)} {
		for _, route := range (&Server{}).staffRoutes() {
			path := filled(t, route.path, values)
			got := colleague{office: o, token: token}.ask(route.method, path, "")
			if got.StatusCode != http.StatusUnauthorized || !strings.Contains(got.body, `id="password"`) {
				t.Errorf("%s %s with the token %q: %d", route.method, route.path, token, got.StatusCode)
			}
		}
	}
}

func TestFormsOfOtherSitesAreRefusedOnEveryRoute(t *testing.T) {
	o := inOffice(t)
	values, c := o.strangers(), o.as(account.Supervisor)
	posts := slices.DeleteFunc(entranceRoutes(), func(route string) bool { return strings.HasPrefix(route, "GET") })
	for _, route := range (&Server{}).staffRoutes() {
		if route.method != http.MethodGet {
			posts = append(posts, route.method+" "+route.path)
		}
	}
	for what, headers := range map[string]map[string]string{
		"another site's":          {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
		"a neighbour's":           {"Sec-Fetch-Site": "same-site", "Origin": "https://www.haven.example"},
		"an older browser's":      {"Origin": "https://evil.example"},
		"a page's of no origin":   {"Origin": "null"},
		"a program's without any": {},
	} {
		for _, route := range posts {
			method, path, _ := strings.Cut(route, " ")
			r := httptest.NewRequest(method, filled(t, path, values), strings.NewReader(""))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			for name, value := range headers {
				r.Header.Set(name, value)
			}
			r.AddCookie(&http.Cookie{Name: "__Host-haven", Value: c.token})
			if got := o.do(r); got.StatusCode != http.StatusForbidden {
				t.Errorf("%s: %s form is answered with %d", route, what, got.StatusCode)
			}
			if c.get(accountPath).StatusCode != http.StatusOK {
				t.Errorf("%s: %s form has ended the session", route, what)
			}
		}
	}
}

func TestPagesOfStaffAreKeptByNobody(t *testing.T) {
	o := inOffice(t)
	c := o.as(account.Supervisor)
	for _, route := range (&Server{}).staffRoutes() {
		if route.method != http.MethodGet || strings.Contains(route.path, ":") {
			continue
		}
		r := httptest.NewRequest(http.MethodGet, route.path, nil)
		r.AddCookie(&http.Cookie{Name: "__Host-haven", Value: c.token})
		r.Header.Set("Accept-Encoding", "br, gzip")
		got := o.do(r)
		want := map[string]string{"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow", "Content-Encoding": ""}
		for _, name := range slices.Sorted(maps.Keys(want)) {
			if got.Header.Get(name) != want[name] {
				t.Errorf("%s: %s is %q", route.path, name, got.Header.Get(name))
			}
		}
	}
}
