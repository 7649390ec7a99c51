package ask_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"haven/internal/ask"
	"haven/internal/facility"
	"haven/internal/facility/scan"
	"haven/internal/geo"
	"haven/internal/sample"
)

var samples = scan.New(sample.Listings(), facility.Builtin())

func relax(t *testing.T, r ask.Request) []ask.Relaxation {
	t.Helper()
	found, err := ask.Relax(context.Background(), samples, mustResolve(t, r), geo.Default(), facility.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestADeadEndTellsWhichSingleChangesLeadOn(t *testing.T) {
	for _, c := range []struct {
		name    string
		request ask.Request
		want    []ask.Relaxation
	}{
		{
			"nothing for men to live in near Atlanta, but in Macon",
			ask.Request{Near: "30303", Code: []string{"RL"}, Must: []string{"MALE"}},
			[]ask.Relaxation{
				{Change: map[string]string{"radius": "100mi"}, Total: 1},
				{Change: map[string]string{"radius": "any"}, Total: 2},
				{Change: map[string]string{"code": ""}, Total: 3},
			},
		},
		{
			"detox in Atlanta that surely takes Medicaid",
			ask.Request{Near: "30303", Code: []string{"MD", "DT"}},
			[]ask.Relaxation{
				{Change: map[string]string{"radius": "any"}, Total: 1},
				{Change: map[string]string{"code": "DT"}, Total: 1},
				{Change: map[string]string{"code": "MD"}, Total: 2},
			},
		},
		{
			"a name and a state that do not go together",
			ask.Request{Near: "Georgia", Q: "bayou"},
			[]ask.Relaxation{
				{Change: map[string]string{"radius": "any"}, Total: 2},
				{Change: map[string]string{"q": ""}, Total: 6},
			},
		},
		{"a name that nobody bears", ask.Request{Q: "xyzzy"}, nil},
	} {
		if diff := cmp.Diff(c.want, relax(t, c.request)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestSendingAChangeGivesItsNumber(t *testing.T) {
	request := ask.Request{Near: "30303", Q: "recovery", Code: []string{"MD", "DT", "MC"}, Must: []string{"SP", "FEM"}}
	for _, r := range relax(t, request) {
		changed, err := request.With(r.Change)
		if err != nil {
			t.Fatal(err)
		}
		results, err := samples.Search(context.Background(), mustResolve(t, changed).Query)
		if err != nil || results.Total != r.Total || r.Total == 0 {
			t.Errorf("%v promises %d and gives %d (%v)", r.Change, r.Total, results.Total, err)
		}
	}
}
