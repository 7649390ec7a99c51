package csv

import (
	"slices"
	"strings"
	"testing"

	"haven/importers/importertest"
	"haven/internal/facility"
)

func draft1(t testing.TB, name, file string) string {
	t.Helper()
	text, err := Draft(t.Context(), strings.NewReader(file), name)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestADraftIsAMappingThatImports(t *testing.T) {
	for name, file := range map[string]string{
		"English": "Provider Name,Address 1,Address 2,City,State,Zip Code,Phone,Web Site,Level of Care,Medicaid,Last Updated,Owner\n" +
			"Harbor House,12 Quay Street,Suite 4,Olympia,WA,98501,360-555-0100,harbor.example.org,Outpatient; Detox; Sauna,Yes,05/03/2026,Smith\n",
		"Spanish": "Nombre del centro;Dirección;Piso;Ciudad;Estado;Código postal;Teléfono;Página web;Servicios;Acepta Medicaid;Fecha de actualización;Dueño\n" +
			"Harbor House;12 Quay Street;Suite 4;Olympia;WA;98501;360-555-0100;harbor.example.org;Ambulatorio, Desintoxicación, Sauna;Sí;2026-05-03;Smith\n",
		"tabs, capitals and underlines": "FACILITY_NAME\tSTREET_ADDRESS\tSUITE\tCITY\tSTATE\tZIP\tTELEPHONE\tURL\tSERVICES\tMEDICAID\tAS_OF\tOWNER\n" +
			"Harbor House\t12 Quay Street\tSuite 4\tOlympia\tWA\t98501\t360-555-0100\tharbor.example.org\tOutpatient|Detoxification|Sauna\tX\t3 May 2026\tSmith\n",
	} {
		t.Run(name, func(t *testing.T) {
			text := draft1(t, "wa centres 2026.csv", file)
			m, err := ReadMapping(strings.NewReader(text))
			if err != nil {
				t.Fatalf("%v in\n%s", err, text)
			}
			edition, sink := importertest.ReadText(t, Importer{m}, file)
			if len(sink.Records) != 1 {
				t.Fatalf("rejected %v by\n%s", sink.Rejected, text)
			}
			c := sink.Records[0].Claims
			want := facility.Address{Street: "12 Quay Street", Unit: "Suite 4", City: "Olympia", State: "WA", ZIP: "98501"}
			if c.Address.Value != want || c.Name.Value.Name != "Harbor House" || c.Phone == nil || c.Website == nil ||
				!slices.Equal(c.Yes, []string{"DT", "MD", "OP"}) || len(c.No) > 0 || edition.Modified.Format("2006-01-02") != "2026-05-03" {
				t.Errorf("claims %+v of %v by\n%s", c, edition.Modified, text)
			}
			if m.Source() != "wa-centres" || !strings.Contains(text, `"Sauna": ?`) || !strings.Contains(text, `, such as "Smith"`) {
				t.Errorf("the draft of %s does not tell what it left out:\n%s", m.Source(), text)
			}
		})
	}
}

func TestADraftSaysWhatItDidNotFind(t *testing.T) {
	text := draft1(t, "2026.csv", "Name,Street,City\nHarbor House,12 Quay Street,Olympia\n")
	_, err := ReadMapping(strings.NewReader(text))
	if err == nil || !strings.Contains(err.Error(), "fields.state.value: the value is empty") || !strings.Contains(text, "source: my-register") {
		t.Errorf("%v for\n%s", err, text)
	}
}

func TestAColumnThatMerelySoundsLikeAServiceIsNoYesOrNo(t *testing.T) {
	text := draft1(t, "a.csv", "Name,City,State,ZIP,Medicaid,Remarks\nA,Reno,NV,89501,12345678,Outpatient is across the street\n")
	if strings.Contains(text, "code: MD") || strings.Contains(text, "\ncodes:") {
		t.Errorf("a number of Medicaid is taken for an answer:\n%s", text)
	}
}

// FuzzDraft holds that whatever a file is, its draft is a mapping, but for
// what it says that it did not find.
func FuzzDraft(f *testing.F) {
	f.Add("Name,City,State,ZIP,Services,Medicaid\nA,Reno,NV,89501,\"Detox; \"\"x\"\"\",Y\n")
	f.Add("nombre;ciudad;estado;cp\n#: \\;é;NV;1\n")
	f.Fuzz(func(t *testing.T, file string) {
		text, err := Draft(t.Context(), strings.NewReader(file), "f.csv")
		if err != nil {
			return
		}
		if _, err := ReadMapping(strings.NewReader(text)); err != nil && !strings.Contains(err.Error(), "the value is empty") &&
			!strings.Contains(err.Error(), "characters") && !strings.Contains(err.Error(), "64 KB") {
			t.Errorf("%v in the draft\n%s", err, text)
		}
	})
}
