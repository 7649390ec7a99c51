package geo

import (
	"encoding/csv"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"haven/internal/sharedtest"
)

// address is what a directory says about where a facility is.
type address struct{ city, state, zip string }

func TestZIPsStandNearTheFacilitiesThatUseThem(t *testing.T) {
	rows := readCSV(t, "data", "points", "su-points-2021.csv")
	var km []float64
	for _, r := range rows {
		zip, ok := Default().ZIP(paddedZIP(r["zip"]))
		lat, errLat := strconv.ParseFloat(r["latitude"], 64)
		lon, errLon := strconv.ParseFloat(r["longitude"], 64)
		if !ok || errLat != nil || errLon != nil {
			t.Errorf("%s: known %v, coordinates %v, %v", r["zip"], ok, errLat, errLon)
			continue
		}
		km = append(km, Distance(zip.Point, Point{lat, lon})/Kilometre)
	}
	slices.Sort(km)
	median, most, worst := km[len(km)/2], km[len(km)*9/10], km[len(km)-1]
	t.Logf("%d facilities: median %.2f km, 90%% within %.2f km, worst %.0f km", len(km), median, most, worst)
	if median > 2.0 || most > 5.5 {
		t.Errorf("median %.2f km and 90%% within %.2f km, want 2.0 and 5.5", median, most)
	}
}

func TestNearlyEveryCityAndZIPOfTheRealDirectoriesIsKnown(t *testing.T) {
	csvFile := func(city, state, zip string, path ...string) func(*testing.T) []address {
		return func(t *testing.T) []address {
			var all []address
			for _, r := range readCSV(t, path...) {
				all = append(all, address{r[city], r[state], r[zip]})
			}
			return all
		}
	}
	workbook := func(name string) func(*testing.T) []address {
		return func(t *testing.T) []address { return readWorkbook(t, "data", "samhsa-directory", name) }
	}
	for _, c := range []struct {
		name         string
		read         func(*testing.T) []address
		cities, zips float64 // least shares of the distinct ones
		cityNearZIP  float64 // share of cities within 50 km of the ZIP of the same address
	}{
		{"su-points-2021.csv", csvFile("city", "state", "zip", "data", "points", "su-points-2021.csv"), 0.999, 1, 0.995},
		// Misspelt names and ZIP codes that do not exist are what is missing here.
		{"otp-2026-05-25.csv", csvFile("City", "State", "Zip Code", "data", "otp", "otp-2026-05-25.csv"), 0.99, 0.996, 0.995},
		{"su-2022.xlsx", workbook("su-2022.xlsx"), 0.999, 1, 0.995},
		{"su-2023.xlsx", workbook("su-2023.xlsx"), 0.999, 1, 0.995},
	} {
		t.Run(c.name, func(t *testing.T) {
			cities, zips, near := knownShares(t, c.read(t))
			if cities < c.cities || zips < c.zips || near < c.cityNearZIP {
				t.Errorf("want at least %.2f%% of the cities, %.2f%% of the ZIP codes, %.2f%% near each other",
					100*c.cities, 100*c.zips, 100*c.cityNearZIP)
			}
		})
	}
}

// knownShares looks up each city and each ZIP code once, and reports what is unknown.
func knownShares(t *testing.T, addresses []address) (cities, zips, near float64) {
	cityKnown, zipKnown := map[string]bool{}, map[string]bool{}
	var together, nearby int
	for _, a := range addresses {
		city, okCity := Default().City(a.city, a.state)
		zip, okZIP := Default().ZIP(paddedZIP(a.zip))
		cityKnown[a.city+", "+a.state], zipKnown[paddedZIP(a.zip)] = okCity, okZIP
		if okCity && okZIP {
			together++
			if Distance(city.Point, zip.Point) <= 50*Kilometre {
				nearby++
			}
		}
	}
	cities, zips, near = share(t, cityKnown), share(t, zipKnown), float64(nearby)/float64(together)
	t.Logf("%d addresses: %.2f%% of %d cities, %.2f%% of %d ZIP codes, %.2f%% within 50 km of each other",
		len(addresses), 100*cities, len(cityKnown), 100*zips, len(zipKnown), 100*near)
	return cities, zips, near
}

func share(t *testing.T, known map[string]bool) float64 {
	var unknown []string
	for name, ok := range known {
		if !ok {
			unknown = append(unknown, name)
		}
	}
	slices.Sort(unknown)
	t.Logf("unknown: %s", strings.Join(unknown, " | "))
	return 1 - float64(len(unknown))/float64(len(known))
}

// paddedZIP gives back the leading zeros that the points files have lost.
func paddedZIP(zip string) string {
	zip = strings.TrimSpace(zip)
	if len(zip) < zipLength {
		zip = strings.Repeat("0", zipLength-len(zip)) + zip
	}
	return zip[:zipLength]
}

// readCSV returns the rows of a file by the names of its columns.
func readCSV(t *testing.T, path ...string) []map[string]string {
	file, err := os.Open(sharedtest.Path(t, path...))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, line := range lines[1:] {
		r := map[string]string{}
		for i, column := range lines[0] {
			r[column] = line[i]
		}
		rows = append(rows, r)
	}
	return rows
}

// The columns of the directory's first sheet that hold city, state and ZIP code.
const cityColumn, stateColumn, zipColumn = 4, 5, 6

func readWorkbook(t *testing.T, path ...string) []address {
	file, err := excelize.OpenFile(sharedtest.Path(t, path...))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := file.Rows(file.GetSheetList()[0])
	if err != nil {
		t.Fatal(err)
	}
	var all []address
	for rows.Next() {
		columns, err := rows.Columns()
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, address{columns[cityColumn], columns[stateColumn], columns[zipColumn]})
	}
	return all[1:]
}
