package api_test

import (
	"encoding/json"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"haven/internal/api"
	"haven/internal/sample"
)

func search(t *testing.T, query string) api.SearchAnswer {
	t.Helper()
	response, body := get(t, "/api/v1/search?"+query)
	return answer[api.SearchAnswer](t, response, body)
}

func ids(a api.SearchAnswer) []string {
	var ids []string
	for _, r := range a.Results {
		ids = append(ids, r.ID)
	}
	return ids
}

func TestASearchFindsTheNearestThatOfferWhatIsAsked(t *testing.T) {
	got := search(t, "near=30303&code=MD,SF&code=OP&facets=true")
	if want := []string{sample.PeachStreet, sample.Decatur}; !slices.Equal(ids(got), want) {
		t.Fatalf("found %v, want %v", ids(got), want)
	}
	first := got.Results[0]
	if first.DistanceMi == nil || *first.DistanceMi > 1 {
		t.Errorf("distance is %v", first.DistanceMi)
	}
	if want := []string{"MD", "SF", "OP"}; !cmp.Equal(first.Matched, want) || len(first.Unknown) > 0 {
		t.Errorf("matched %v, unknown %v; want %v and none", first.Matched, first.Unknown, want)
	}
	if got.Total != 2 || got.Page != 1 || got.PerPage != 20 {
		t.Errorf("total %d, page %d of %d", got.Total, got.Page, got.PerPage)
	}
	if got.Place == nil || got.Place.Kind != "zip" || got.Understood.Radius != "25mi" {
		t.Errorf("place %+v, understood %+v", got.Place, got.Understood)
	}
	if payment := got.Facets.Map()["PAY"]; payment["MD"] != 2 || payment["SI"] != 1 {
		t.Errorf("counts of payment are %v", payment)
	}
}

func TestUnknownIsNotNo(t *testing.T) {
	got := search(t, "near=30303&code=OTP&must=MD")
	if got.Total != 0 || got.Maybe != 1 {
		t.Errorf("total %d, maybe %d; the methadone clinic may take Medicaid", got.Total, got.Maybe)
	}
	if len(got.Relaxations) == 0 {
		t.Error("a dead end without a way on")
	}
}

func TestGETAndPOSTMeanTheSame(t *testing.T) {
	response, body := post(t, "/api/v1/search", `{"near": 30303, "radius": "40km", "code": ["MD", "SF,OP"], "must": "ADLT",
		"q": "recovery", "page": 1, "per_page": "5", "facets": true, "sort": "name", "include": null}`)
	posted := answer[api.SearchAnswer](t, response, body)
	got := search(t, "near=30303&radius=40km&code=MD&code=SF,OP&must=ADLT&q=recovery&page=1&per_page=5&facets=true&sort=name")
	if diff := cmp.Diff(got, posted); diff != "" {
		t.Errorf("(-GET +POST):\n%s", diff)
	}
	if got.Total == 0 {
		t.Error("nothing was found to compare")
	}
}

func TestWithoutAPlaceThereIsNoDistance(t *testing.T) {
	_, body := get(t, "/api/v1/search?q=magic")
	if !strings.Contains(body, `"place":null`) || !strings.Contains(body, `"distance_mi":null`) {
		t.Errorf("place and distance must be null: %s", body)
	}
}

func TestListsAreNeverNull(t *testing.T) {
	_, body := get(t, "/api/v1/search?q=xyzzy&facets=true")
	for _, list := range []string{`"results":[]`, `"relaxations":[]`, `"filters":[]`, `"facets":{}`} {
		if !strings.Contains(body, list) {
			t.Errorf("want %s in %s", list, body)
		}
	}
}

func TestPagesFollowEachOther(t *testing.T) {
	all := ids(search(t, "near=Georgia"))
	var paged []string
	for _, page := range []string{"1", "2", "3", "4"} {
		paged = append(paged, ids(search(t, "near=Georgia&per_page=2&page="+page))...)
	}
	if !slices.Equal(all, paged) || len(all) != 6 {
		t.Errorf("pages of two give %v, one page gives %v", paged, all)
	}
}

func TestGoneFacilitiesAreFoundOnlyWhenAskedFor(t *testing.T) {
	if got := search(t, "q=mill"); got.Total != 0 {
		t.Errorf("found %v", ids(got))
	}
	if got := search(t, "q=mill&include=gone"); got.Total != 1 || !got.Results[0].Gone {
		t.Errorf("found %v", ids(got))
	}
}

func TestAWithheldAddressShowsItsCityOnly(t *testing.T) {
	_, body := get(t, "/api/v1/search?q=grant+park")
	for _, secret := range []string{"Hidden", "30315"} {
		if strings.Contains(body, secret) {
			t.Errorf("the search tells %s", secret)
		}
	}
	if got := decode[api.SearchAnswer](t, body); got.Total != 1 || !got.Results[0].Withheld || got.Results[0].LocationPrecision != "city" {
		t.Errorf("got %+v", got.Results)
	}
}

func TestEachRelaxationKeepsItsPromise(t *testing.T) {
	asked := map[string]string{"near": "30303", "code": "MD,DT", "q": "recovery"}
	got := search(t, encode(asked, nil))
	if got.Total != 0 || len(got.Relaxations) == 0 {
		t.Fatalf("total %d, relaxations %v", got.Total, got.Relaxations)
	}
	for _, r := range got.Relaxations {
		if changed := search(t, encode(asked, r.Change)); changed.Total != r.Total {
			t.Errorf("%v promises %d and gives %d", r.Change, r.Total, changed.Total)
		}
	}
}

func encode(params ...map[string]string) string {
	query := url.Values{}
	for _, set := range params {
		for name, value := range set {
			query.Set(name, value)
		}
	}
	return query.Encode()
}

func TestEachWrongParameterIsNamedWithWhatToSendInstead(t *testing.T) {
	for _, c := range []struct{ query, param, says string }{
		{"near=Alanta,+GA", "near", "Atlanta, GA"},
		{"near=30303&near=30304", "near", "Send it once"},
		{"near=30303&radius=far", "radius", "25mi"},
		{"radius=25mi", "radius", "near"},
		{"q=" + strings.Repeat("word+", 60), "q", "few words"},
		{"q=%ff", "q", "UTF-8"},
		{"code=XXXX", "code", "/api/v1/taxonomy"},
		{"must=MDD", "must", "Did you mean"},
		{"include=all", "include", "gone"},
		{"sort=distance", "sort", "near"},
		{"sort=stars", "sort", "distance, best, openings or name"},
		{"page=0", "page", "from 1"},
		{"per_page=1000", "per_page", "to 100"},
		{"facets=1", "facets", "true"},
		{"lat=33.7", "lat", "near"},
	} {
		response, body := get(t, "/api/v1/search?"+c.query)
		refused(t, response, body, c.param, c.says)
	}
}

func TestEachWrongBodyIsNamedWithWhatToSendInstead(t *testing.T) {
	for _, c := range []struct{ body, param, says string }{
		{`{"near": {"lat": 33.7}}`, "near", "Send a text"},
		{`{"near": ["30303", "30304"]}`, "near", "Send it once"},
		{`{"code": [["MD"]]}`, "code", "one list"},
		{`{"code": [{"a": 1}]}`, "code", "Send a text"},
		{`{"page": 1.5}`, "page", "whole number"},
		{`{"facets": 1}`, "facets", "true"},
		{`{"radus": null}`, "radus", "radius"},
		{`{"near": "30303"`, "", "JSON object"},
		{`["30303"]`, "", "JSON object"},
		{`{} {}`, "", "JSON object"},
	} {
		response, body := post(t, "/api/v1/search", c.body)
		refused(t, response, body, c.param, c.says)
	}
}

func TestAPostedRequestKeepsItsAddressEmpty(t *testing.T) {
	response, body := post(t, "/api/v1/search?near=30303", `{}`)
	refused(t, response, body, "near", "JSON body")
}

func TestAFormIsNotJSON(t *testing.T) {
	request := httptest.NewRequest("POST", "/api/v1/search", strings.NewReader("near=30303"))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if response, body := send(t, newApp(config()), request); response.StatusCode != 415 || !strings.Contains(body, "application/json") {
		t.Errorf("%d %s", response.StatusCode, body)
	}
}

func FuzzSearchBody(f *testing.F) {
	for _, body := range []string{`{"near":"30303","code":["MD"],"page":2}`, `{"q":null}`, `[]`, `{"near":1e400}`, "{\"q\":\"\xff\"}", `{"":0}`} {
		f.Add(body)
	}
	app := newApp(config())
	f.Fuzz(func(t *testing.T, body string) {
		request := httptest.NewRequest("POST", "/api/v1/search", strings.NewReader(body))
		request.Header.Set("Content-Type", "application/json")
		response, text := send(t, app, request)
		if response.StatusCode != 200 && response.StatusCode != 400 && response.StatusCode != 413 || !json.Valid([]byte(text)) {
			t.Errorf("%q: %d %s", body, response.StatusCode, text)
		}
	})
}

func FuzzSearchAddress(f *testing.F) {
	for _, query := range []string{"near=30303&radius=any", "code=MD&code=,", "q=%ff", "a=b&&=c", "near=%zz", "page=1&page"} {
		f.Add(query)
	}
	app := newApp(config())
	f.Fuzz(func(t *testing.T, query string) {
		request := httptest.NewRequest("GET", "/api/v1/search", nil)
		request.URL.RawQuery = strings.Map(printable, query)
		response, text := send(t, app, request)
		if response.StatusCode != 200 && response.StatusCode != 400 && response.StatusCode != 431 || !json.Valid([]byte(text)) {
			t.Errorf("%q: %d %s", query, response.StatusCode, text)
		}
	})
}

// printable drops what would end the request line.
func printable(r rune) rune {
	if r <= ' ' || r == 0x7f {
		return -1
	}
	return r
}
