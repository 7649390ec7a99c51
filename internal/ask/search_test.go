package ask_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"haven/internal/ask"
	"haven/internal/sample"
)

func TestWordsAreANameIfThereIsAPlaceOfThatName(t *testing.T) {
	for _, c := range []struct {
		q     string
		first string // id
		text  string
	}{
		{"Peach Street Recovery Center", sample.PeachStreet, "Peach Street Recovery Center"},
		{"five points methadone clinic", sample.FivePoints, "five points methadone clinic"},
		{"Chattahoochee Detox and Recovery", sample.Chattahoochee, "Chattahoochee Detox and Recovery"},
		{"Chatahoochee Detox and Recovery", sample.Chattahoochee, "Chatahoochee Detox and Recovery"},
		{"Grant Park House for Women", sample.GrantPark, "Grant Park House for Women"},
		{"grant park house for women atlanta ga", sample.GrantPark, "grant park house for women"},
		{"Decatur Family Counseling", sample.Decatur, "Decatur Family Counseling"},
		{"Decatur Famly Counseling", sample.Decatur, "Decatur Famly Counseling"},
		{"residential houston tx", sample.BayouHeights, ""}, // no name, but what it offers
		{"chattahoochee clinic", sample.Chattahoochee, "chattahoochee"},
		{"chattahoochee detox atlanta", sample.Chattahoochee, "chattahoochee detox atlanta"},
		{"suboxone near peach street", sample.PeachStreet, "peach street"},
		{"bayou clinic houston", sample.BayouClinic, "bayou clinic houston"},
		{`"magic city"`, sample.MagicCity, "magic city"},
		{"Peahc Street", sample.PeachStreet, "Peahc Street"},
		{"Chattahoo", sample.Chattahoochee, "Chattahoo"},
	} {
		res, results := search(t, ask.Request{Q: c.q})
		first := ""
		if len(results.Hits) > 0 {
			first = results.Hits[0].Listing.ID
		}
		if first != c.first || res.Understood.Text != c.text {
			t.Errorf("%q finds %s first and searches %q, want %s and %q", c.q, first, res.Understood.Text, c.first, c.text)
		}
	}
}

func TestWordsOfMeaningAreFiltersThatMustAllMatch(t *testing.T) {
	for _, c := range []struct {
		q    string
		want []string // ids, nearest first
	}{
		{"methadone near 30303", []string{sample.FivePoints}},
		{"metadona cerca de Houston", []string{sample.BayouClinic}},
		{"suboxone in atlanta that takes medicaid", []string{sample.PeachStreet}},
		{"suboxone or methadone near 30303", []string{sample.PeachStreet, sample.FivePoints, sample.Chattahoochee}},
		{"moms with kids houston", []string{sample.BayouHeights}},
		{"my son is 16, atlanta ga", []string{sample.Decatur}},
		{"walk in suboxone clinic birmingham alabama", []string{sample.MagicCity}},
	} {
		_, results := search(t, ask.Request{Q: c.q})
		var ids []string
		for _, hit := range results.Hits {
			ids = append(ids, hit.Listing.ID)
		}
		if diff := cmp.Diff(c.want, ids); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.q, diff)
		}
	}
}

func TestUnknownIsSetAsideForWordsToo(t *testing.T) {
	if _, results := search(t, ask.Request{Q: "methadone near 30303 that takes medicaid"}); results.Total != 0 || results.Maybe != 1 {
		t.Errorf("total %d, maybe %d; the methadone clinic may take Medicaid", results.Total, results.Maybe)
	}
}
