package web

import (
	"net/http"
	"strings"
	"testing"

	"haven/internal/account"
	"haven/internal/sample"
)

func TestAFacilitySeesItsOwnPlacesAndNoOthers(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		fay := o.as(account.Facility)
		fay.get(listingsPath).says(t, "Peach Street Recovery Center", "facts are up to date")
		fay.get(at(listingPath, ownedPlace)).says(t, "101 Sample Street", "The oldest is from")
		for what, id := range map[string]string{"nobody's": sample.FivePoints, "no place's": "hvnnowhere1"} {
			if got := fay.get(at(listingPath, id)); got.StatusCode != http.StatusNotFound {
				t.Errorf("%s page is answered with %d", what, got.StatusCode)
			}
		}
		eve := o.as(account.Facility) // owns it from now on
		eve.get(listingsPath).says(t, "Peach Street")
		if strings.Contains(fay.get(listingsPath).body, "Peach Street") {
			t.Error("who owned a place before still sees it among theirs")
		}
	})
}

func TestAStewardFindsAnyPlaceByItsName(t *testing.T) {
	o := inOffice(t)
	stu := o.as(account.Steward)
	stu.post(listingsPath, "name=five+points").says(t, "Five Points Methadone Clinic")
	stu.get(at(listingPath, sample.FivePoints)).says(t, "22 Placeholder Avenue")
	stu.get(at(listingPath, sample.GrantPark)).keepsQuiet(t, "Hidden Lane")
}
