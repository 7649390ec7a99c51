package ask_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"haven/internal/ask"
)

func TestParametersAreReadAsSent(t *testing.T) {
	got, err := ask.RequestOf(ask.Values{
		"near": {" 30303 "}, "radius": {"any"}, "q": {"grady"},
		"code": {"MD,MC", " DT ,"}, "must": {"SP"},
		"include": {"gone"}, "sort": {"name"}, "page": {"2"}, "per_page": {"50"}, "facets": {"true"},
	})
	want := ask.Request{
		Near: "30303", Radius: "any", Q: "grady", Code: []string{"MD", "MC", "DT"}, Must: []string{"SP"},
		Include: "gone", Sort: "name", Page: "2", PerPage: "50", Facets: "true",
	}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("error %v (-want +got):\n%s", err, diff)
	}
	if again, err := ask.RequestOf(got.Values()); err != nil || !cmp.Equal(want, again) {
		t.Errorf("a request does not survive being sent again: %+v, %v", again, err)
	}
}

func TestUnknownAndUnreadableParametersAreErrors(t *testing.T) {
	for _, c := range []struct {
		values ask.Values
		param  string
		says   string
	}{
		{ask.Values{"raduis": {"25mi"}}, "raduis", "near, radius"},
		{ask.Values{"distance": {"25mi"}, "zip": {"30303"}}, "distance", "no parameter"},
		{ask.Values{"near": {"30303", "30304"}}, "near", "Send it once"},
		{ask.Values{"q": {"caf\xe9"}}, "q", "UTF-8"},
		{ask.Values{"q": {"a\x00b"}}, "q", "UTF-8"},
		{ask.Values{"code": {"M\nD"}}, "code", "UTF-8"},
	} {
		_, err := ask.RequestOf(c.values)
		var wrong *ask.ParamError
		if !errors.As(err, &wrong) || wrong.Param != c.param || !strings.Contains(wrong.Message, c.says) {
			t.Errorf("%v: %v; want %s named and %q said", c.values, err, c.param, c.says)
		}
	}
}

func TestAMisspeltParameterIsSuggested(t *testing.T) {
	err := ask.Values{"raduis": {"25mi"}}.Only(ask.Params()...)
	var wrong *ask.ParamError
	if !errors.As(err, &wrong) || !cmp.Equal(wrong.Suggestions, []string{"radius"}) {
		t.Errorf("raduis: %#v", err)
	}
}

func FuzzRequest(f *testing.F) {
	f.Add("near", "Atlanta, GA", "radius", "25mi")
	f.Add("code", "MD,DT", "must", "SP")
	f.Add("q", "caf\xe9", "page", "1e9")
	f.Fuzz(func(t *testing.T, name1, value1, name2, value2 string) {
		request, err := ask.RequestOf(ask.Values{name1: {value1}, name2: {value2}})
		if err == nil {
			_, err = resolve(request)
		}
		var wrong *ask.ParamError
		if err != nil && (!errors.As(err, &wrong) || wrong.Param == "" && name1 != "" && name2 != "" || wrong.Message == "") {
			t.Errorf("the error names no parameter: %#v", err)
		}
	})
}
