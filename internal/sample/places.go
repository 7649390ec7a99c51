package sample

import (
	"time"

	"haven/internal/facility"
	"haven/internal/geo"
)

// The ids of the samples that tests speak of by name.
const (
	PeachStreet   = "hvn0000001" // Atlanta: everything known, confirmed by itself last week
	FivePoints    = "hvn0000002" // Atlanta: from the list of OTPs alone, most codes unknown
	Chattahoochee = "hvn0000003" // Atlanta: detox, says nothing about payment
	GrantPark     = "hvn0000004" // Atlanta: recovery housing that withholds its address
	Decatur       = "hvn0000005" // Decatur, GA: young people
	BayouClinic   = "hvn0000007" // Houston: speaks Spanish, uses methadone
	BayouHeights  = "hvn0000008" // Houston: the same organisation, live-in
	OldMill       = "hvn0000010" // Atlanta: in no edition any more
	MagicCity     = "hvn0000011" // Birmingham, AL: two sources, two telephone numbers
)

// Places are all samples, in the order of their ids.
func Places() []Place {
	return []Place{
		{PeachStreet, at(33.7525, -84.3888, facility.Exact, "13121"), []facility.Statement{
			inDirectory(directory2023, PeachStreet, withWebsite("https://peachstreet.example", claims("Peach Street Recovery Center", "Outpatient Clinic",
				address("101 Sample Street", "Atlanta", "GA", "30303"), "+14045550101",
				"SA", "OP", "ORT", "OIT", "BU", "NU", "UB", "MD", "MC", "SF", "PI", "SS", "CBT", "ADLT", "YAD", "MALE", "FEM", "PW"))),
			itself(PeachStreet, facility.Claims{
				Confirms: []facility.Field{facility.FieldPhone, facility.FieldWebsite, facility.CodeField("MD")},
				Intake:   facility.Says([]facility.Phone{{E164: "+14045550102", Ext: "7"}}),
				Hours:    facility.Says(officeHours("America/New_York")),
			}),
		}},
		{FivePoints, at(33.7400, -84.3790, facility.ByZIP, "13121"), []facility.Statement{
			inOTPList(FivePoints, claims("Five Points Methadone Clinic", "",
				address("22 Placeholder Avenue", "Atlanta", "GA", "30312"), "+14045550110")),
		}},
		{Chattahoochee, at(33.7900, -84.4500, facility.ByStreet, "13121"), []facility.Statement{
			inDirectory(directory2023, Chattahoochee, claims("Chattahoochee Detox and Recovery", "",
				address("3 Example Road", "Atlanta", "GA", "30318"), "+14045550120",
				"SA", "DT", "RES", "RD", "RS", "BU", "ADLT", "MALE", "FEM")),
		}},
		{GrantPark, at(33.7490, -84.3880, facility.ByCity, ""), []facility.Statement{
			inDirectory(directory2023, GrantPark, claims("Grant Park House for Women", "",
				address("4 Hidden Lane", "Atlanta", "GA", "30315"), "+14045550130",
				"HH", "RES", "SF", "ADLT", "FEM")),
			itself(GrantPark, facility.Claims{Withheld: facility.Says(true)}),
		}},
		{Decatur, at(33.7748, -84.2963, facility.Exact, "13089"), []facility.Statement{
			inDirectory(directory2023, Decatur, claims("Decatur Family Counseling", "",
				address("5 Sample Court", "Decatur", "GA", "30030"), "+14045550140",
				"SA", "OP", "ORT", "MD", "SI", "CHLD", "YAD", "MALE", "FEM", "SP")),
		}},
		{"hvn0000006", at(32.8407, -83.6324, facility.Exact, "13021"), []facility.Statement{
			inDirectory(directory2023, "hvn0000006", claims("Ocmulgee River Treatment", "Men's Program",
				address("6 Sample Way", "Macon", "GA", "31201"), "+14785550150",
				"SA", "RES", "RL", "PI", "SF", "ADLT", "MALE")),
		}},
		{BayouClinic, at(29.7589, -95.3677, facility.Exact, "48201"), []facility.Statement{
			inDirectory(directory2023, BayouClinic, claims("Bayou City Recuperación", "Downtown Clinic",
				address("7 Example Plaza", "Houston", "TX", "77002"), "+17135550160",
				"SA", "OP", "OMB", "OTP", "MU", "MM", "MD", "SF", "ADLT", "MALE", "FEM", "SP")),
		}},
		{BayouHeights, at(29.7980, -95.3980, facility.Exact, "48201"), []facility.Statement{
			inDirectory(directory2023, BayouHeights, claims("Bayou City Recuperación", "Heights Residential",
				address("8 Example Plaza", "Houston", "TX", "77008"), "+17135550160",
				"SA", "RES", "RS", "MD", "ADLT", "FEM", "PW", "SP")),
		}},
		{"hvn0000009", at(47.5480, -122.2800, facility.ByZIP, "53033"), []facility.Statement{
			inDirectory(directory2023, "hvn0000009", claims("Rainier Valley Treatment", "",
				address("9 Specimen Street South", "Seattle", "WA", "98118"), "+12065550170",
				"SA", "DT", "OP", "OD", "BU", "NU", "MD", "MC", "PI", "ADLT", "MALE", "FEM", "SP")),
		}},
		{OldMill, at(33.7600, -84.3700, facility.Exact, "13121"), []facility.Statement{
			inDirectory(directory2022, OldMill, claims("Old Mill Recovery", "",
				address("10 Former Street", "Atlanta", "GA", "30307"), "+14045550180",
				"SA", "OP", "MD", "ADLT", "MALE", "FEM")),
		}},
		{MagicCity, at(33.5186, -86.8104, facility.Exact, "01073"), []facility.Statement{
			inDirectory(directory2023, MagicCity, claims("Magic City Treatment Alliance", "",
				address("11 Example Avenue North", "Birmingham", "AL", "35203"), "+12055550190",
				"SA", "OP", "OTP", "MU", "BU", "SF", "PI", "ADLT", "MALE", "FEM")),
			inOTPList(MagicCity, claims("Magic City Treatment", "",
				address("11 Example Avenue North", "Birmingham", "AL", "35203"), "+12055550191")),
		}},
		{"hvn0000012", at(61.1900, -149.8900, facility.ByZIP, "02020"), []facility.Statement{
			inDirectory(directory2023, "hvn0000012", claims("Northern Lights Recovery", "",
				address("12 Specimen Road", "Anchorage", "AK", "99503"), "+19075550199",
				"SA", "SUMH", "RES", "RL", "VAF", "ITU", "MD", "ADLT", "MALE", "FEM")),
		}},
	}
}

func at(lat, lon float64, precision facility.Precision, fips string) facility.Location {
	return facility.Location{Point: geo.Point{Lat: lat, Lon: lon}, Precision: precision, FIPS: fips}
}

func address(street, city, state, zip string) facility.Address {
	return facility.Address{Street: street, City: city, State: state, ZIP: zip}
}

func claims(name, unit string, where facility.Address, phone string, yes ...string) facility.Claims {
	return facility.Claims{
		Name:    facility.Says(facility.Name{Name: name, Unit: unit}),
		Address: facility.Says(where),
		Phone:   facility.Says(facility.Phone{E164: phone}),
		Yes:     yes,
	}
}

func withWebsite(website string, c facility.Claims) facility.Claims {
	c.Website = facility.Says(website)
	return c
}

func officeHours(zone string) facility.Hours {
	h := facility.Hours{Zone: zone}
	for day := time.Monday; day <= time.Friday; day++ {
		h.Spans = append(h.Spans, facility.Span{Day: day, From: 8 * 60, To: 17 * 60})
	}
	return h
}
