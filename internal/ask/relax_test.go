package ask_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"haven/internal/ask"
	"haven/internal/facility"
	"haven/internal/facility/scan"
	"haven/internal/geo"
	"haven/internal/sample"
)

var samples = scan.New(sample.Listings(), facility.Builtin())

func search(t *testing.T, r ask.Request) (ask.Resolved, facility.Results) {
	t.Helper()
	res, results, err := ask.Search(context.Background(), samples, r, geo.Default(), facility.Builtin())
	if err != nil {
		t.Fatalf("%+v: %v", r, err)
	}
	return res, results
}

func relax(t *testing.T, r ask.Request) []ask.Relaxation {
	t.Helper()
	res, _ := search(t, r)
	found, err := ask.Relax(context.Background(), samples, res, geo.Default(), facility.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// told are relaxations in a line each: "3 filter Medicaid code=DT".
func told(found []ask.Relaxation) []string {
	var lines []string
	for _, r := range found {
		line := fmt.Sprintf("%d %s %s", r.Total, r.Kind, r.Label.English)
		for _, param := range slices.Sorted(maps.Keys(r.Change)) {
			line += fmt.Sprintf(" %s=%s", param, r.Change[param])
		}
		lines = append(lines, line)
	}
	return lines
}

func TestADeadEndTellsWhichSingleChangesLeadOn(t *testing.T) {
	for _, c := range []struct {
		name    string
		request ask.Request
		want    []string
	}{
		{
			"nothing for men to live in near Atlanta, but in Macon",
			ask.Request{Near: "30303", Code: []string{"RL"}, Must: []string{"MALE"}},
			[]string{
				"2 anywhere Any distance radius=any",
				"1 radius 100mi radius=100mi",
				"1 service Live-in treatment code=RES",
				"1 state Georgia near=Georgia radius=",
				"3 filter Long-term live-in (over 30 days) code=",
			},
		},
		{
			"detox in Atlanta that surely takes Medicaid",
			ask.Request{Near: "30303", Code: []string{"MD", "DT"}},
			[]string{
				"1 filter Medicaid code=DT",
				"1 anywhere Any distance radius=any",
				"2 filter Detox (withdrawal care) code=MD",
			},
		},
		{
			"the same in one box",
			ask.Request{Q: "detox near 30303 that takes medicaid"},
			[]string{
				"1 filter Medicaid q=detox near 30303",
				"1 anywhere Any distance radius=any",
				"2 filter Detox (withdrawal care) q=near 30303 that takes medicaid",
			},
		},
		{
			"methadone where there is none, but buprenorphine",
			ask.Request{Q: "methadone near Seattle"},
			[]string{
				"3 anywhere Any distance radius=any",
				"1 service Buprenorphine (Suboxone) q=suboxone near Seattle",
				"1 filter Methadone q=near Seattle",
			},
		},
		{
			"metadona donde no la hay",
			ask.Request{Q: "metadona cerca de Seattle"},
			[]string{
				"3 anywhere Any distance radius=any",
				"1 service Buprenorphine (Suboxone) q=suboxona cerca de Seattle",
				"1 filter Methadone q=cerca de Seattle",
			},
		},
		{
			"a name and a state that do not go together",
			ask.Request{Near: "Georgia", Q: "bayou"},
			[]string{
				"6 text bayou q=",
				"2 anywhere Any distance radius=any",
			},
		},
		{
			"a name with a word too many",
			ask.Request{Q: "ocmulgee river xyzzy"},
			[]string{"1 word xyzzy q=ocmulgee river"},
		},
		{"a name that nobody bears", ask.Request{Q: "xyzzy"}, nil},
	} {
		if diff := cmp.Diff(c.want, told(relax(t, c.request))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestSendingAChangeGivesItsNumber(t *testing.T) {
	for _, request := range []ask.Request{
		{Near: "30303", Q: "recovery", Code: []string{"MD", "DT", "MC"}, Must: []string{"FEM"}},
		{Near: "30303", Code: []string{"OTP"}, Must: []string{"MD"}},
		{Q: "detox near 30303 that takes medicaid"},
		{Q: "peach street methadone atlanta"},
		{Q: "methadone atlanta", Radius: "5mi", Must: []string{"MD"}},
		{Q: "residential or detox in Fulton County for women with kids"},
		{Q: "chattahoochee detox houston"},
	} {
		found := relax(t, request)
		if len(found) == 0 {
			t.Errorf("%+v: no way on", request)
		}
		_, before := search(t, request)
		for _, r := range found {
			changed, err := request.With(r.Change)
			if err != nil {
				t.Fatal(err)
			}
			if _, after := search(t, changed); after.Total != r.Total || r.Total <= before.Total {
				t.Errorf("%+v: %v promises %d instead of %d and gives %d", request, r.Change, r.Total, before.Total, after.Total)
			}
		}
	}
}

func TestTheNearestMatchBeyondTheCircleIsTold(t *testing.T) {
	for _, c := range []struct {
		request ask.Request
		id      string
	}{
		{ask.Request{Near: "30303", Code: []string{"RL"}}, "hvn0000006"},
		{ask.Request{Near: "Fulton County, GA", Code: []string{"RL"}}, "hvn0000006"},
		{ask.Request{Near: "Georgia", Code: []string{"MU"}}, sample.MagicCity},
		{ask.Request{Near: "30303", Radius: "any", Code: []string{"RL"}}, ""},
		{ask.Request{Code: []string{"RL"}}, ""},
		{ask.Request{Near: "30303", Q: "xyzzy"}, ""},
	} {
		res, _ := search(t, c.request)
		hit, err := ask.Nearest(context.Background(), samples, res)
		if err != nil {
			t.Fatal(err)
		}
		id := ""
		if hit != nil {
			id = hit.Listing.ID
		}
		if id != c.id {
			t.Errorf("%+v: the nearest beyond is %q, want %q", c.request, id, c.id)
		}
	}
}
