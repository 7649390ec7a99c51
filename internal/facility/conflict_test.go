package facility

import (
	"reflect"
	"testing"
)

func TestConflictsTellWhoSaysWhatSinceWhen(t *testing.T) {
	p := Fold([]Statement{
		said("directory", RankDirectory, "2021-05-19", number("+13035550100")),
		said("directory", RankDirectory, "2022-05-19", Claims{Phone: number("+13035550101").Phone, Yes: []string{"MU"}, Name: Says(Name{Name: "Alder Clinic Inc"})}),
		said("otp", RankRegister, "2022-06-01", Claims{Phone: number("+13035550102").Phone, No: []string{"MU"}, Name: Says(Name{Name: "Alder Clinic"})}),
		said("facility", RankFacility, "2022-12-01", Claims{Phone: number("+13035550103").Phone}),
	}, nil)
	voice := func(value, source, at string, rank Rank) Voice {
		return Voice{Value: value, Source: source, Series: source, At: on(at), Rank: rank}
	}
	want := []Conflict{
		{Field: FieldPhone, Stands: voice("(303) 555-0103", "facility", "2022-12-01", RankFacility), Others: []Voice{
			voice("(303) 555-0102", "otp", "2022-06-01", RankRegister),
			voice("(303) 555-0101", "directory", "2022-05-19", RankDirectory),
		}},
		{Field: "code:MU", Stands: voice("no", "otp", "2022-06-01", RankRegister), Others: []Voice{
			voice("yes", "directory", "2022-05-19", RankDirectory),
		}},
	}
	if got := p.Conflicts(); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestAProfileOfOneSourceHasNoConflicts(t *testing.T) {
	p := Fold([]Statement{
		said("directory", RankDirectory, "2021-05-19", number("+13035550100")),
		said("directory", RankDirectory, "2022-05-19", number("+13035550101")),
	}, nil)
	if got := p.Conflicts(); got != nil {
		t.Errorf("a source that corrects itself contradicts nobody: %+v", got)
	}
}
