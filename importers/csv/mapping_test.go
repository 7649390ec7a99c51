package csv

import (
	"errors"
	"strings"
	"testing"
)

// small is a mapping with no more than it needs.
const small = "source: wa-licences\nfields: {name: Name, city: City, state: State, zip: ZIP}\n"

func TestFaultsOfAMappingNameLineAndKey(t *testing.T) {
	for _, tt := range []struct{ mapping, want string }{
		{"", "line 1: it is empty"},
		{"- a\n- b\n", "line 1: this must be a map"},
		{"fields: {}\n", "line 1: source is missing"},
		{"source: wa\n", "line 1: fields is missing"},
		{small + "colour: red\n", "line 3, colour: there is no such key; here may be source, series"},
		{small + "rank: facility\n", `line 3, rank: "facility" is not one of directory, locator, register`},
		{small + "delimiter: and\n", `line 3, delimiter: "and" is no delimiter`},
		{small + "encoding: ebcdic\n", `line 3, encoding: "ebcdic" is not one of latin-1, utf-16, utf-8, windows-1252`},
		{small + "complete: maybe\n", `line 3, complete: "maybe" is not one of false, true`},
		{small + "source: other\n", "line 3, source: this key is there twice"},
		{small + "series: samhsa-su\n", `line 3, series: "samhsa-su" must be wa-licences, or begin with wa-licences-`},
		{strings.Replace(small, "wa-licences", "otp", 1), `line 1, source: "otp" is another source`},
		{strings.Replace(small, "wa-licences", "WA Licences", 1), `line 1, source: "WA Licences" is no name of a source`},
		{strings.Replace(small, "zip: ZIP", "zap: ZIP", 1), "line 2, fields.zap: there is no such key"},
		{strings.Replace(small, ", zip: ZIP", "", 1), "line 2, fields: zip is missing: name its column"},
		{strings.Replace(small, "zip: ZIP", "zip: [A, B]", 1), "line 2, fields.zip: only street and intake can have several columns"},
		{strings.Replace(small, "zip: ZIP", "zip: {value: \"\"}", 1), "line 2, fields.zip.value: the value is empty"},
		{strings.Replace(small, "zip: ZIP", "zip: {column: ZIP, value: x}", 1), "line 2, fields.zip: give either column or value"},
		{strings.Replace(small, "zip: ZIP", "zip: \"\"", 1), "line 2, fields.zip: name a column"},
		{small + "codes: {column: A}\n", "line 3, codes: this must be a list"},
		{small + "codes:\n  - code: MD\n", "line 4, codes.1: column is missing"},
		{small + "codes:\n  - column: A\n    code: md\n", `line 5, codes.1.code: there is no service code "md"; did you mean MD (Medicaid)?`},
		{small + "codes:\n  - column: A\n    code: QQQQQQ\n", "/api/v1/taxonomy lists them"},
		{small + "codes:\n  - column: A\n", "line 4, codes.1: give either code"},
		{small + "codes:\n  - {column: A, code: MD, split: \";\"}\n", "codes.1.split: this is for a column with values"},
		{small + "codes:\n  - {column: A, code: MD, yes: [y], no: [Y]}\n", `codes.1: "y" is given as yes and as something else`},
		{small + "codes:\n  - {column: A, values: {Detox: DT}, yes: [y]}\n", "codes.1.yes: this is for a column with a code"},
		{small + "codes:\n  - {column: A, values: {Detox: XX9}}\n", "line 4, codes.1.values.Detox: there is no service code"},
		{small + "codes:\n  - {column: A, values: {Detox: DT}, unlisted: perhaps}\n", `codes.1.unlisted: "perhaps" is not one of no, unknown`},
		{small + "always: [SA, ZZZZZ]\n", "line 3, always.2: there is no service code"},
		{small + "skip:\n  - column: Status\n", "line 4, skip.1: give column and values"},
		{small + "updated: {column: D, format: MM/YYYY}\n", `line 3, updated.format: "MM/YYYY" is no format of a date`},
		{small + "updated: {column: D, format: MM/MM/YYYY}\n", "is no format of a date"},
		{small + "always: &a [SA]\nseries: *a\n", "line 4, series: this must be a word"},
		{small + "always: []\n", "line 3, always: the list is empty"},
		{small + "rank: " + strings.Repeat("x", 300) + "\n", "line 3, rank: longer than 200 characters"},
		{small + strings.Repeat("# a comment\n", 7000), "line 1: more than 64 KB"},
		{"source: [unclosed\n", "is no YAML"},
		{"source: a\n\tfields: b\n", "is no YAML"},
	} {
		_, err := ReadMapping(strings.NewReader(tt.mapping))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%.120q\n  gives %v\n  want  %s", tt.mapping, err, tt.want)
		}
		var fault *MappingError
		if err != nil && !errors.As(err, &fault) && !strings.Contains(err.Error(), "no YAML") {
			t.Errorf("%v is no MappingError", err)
		}
	}
}

func TestFormatsOfDates(t *testing.T) {
	for format, text := range map[string]string{
		"YYYY-MM-DD":  "2026-05-03T10:00:00",
		"MM/DD/YYYY":  "05/03/2026 10:30",
		"M/D/YYYY":    "5/3/2026",
		"D Mon YYYY":  "3 May 2026",
		"Mon D, YYYY": "May 3, 2026",
		"DD.MM.YYYY":  "03.05.2026",
	} {
		d := dated{layout: layoutOf(format)}
		if day, err := d.day(text); err != nil || day.Format("2006-01-02") != "2026-05-03" {
			t.Errorf("%s reads %q as %v, %v", format, text, day, err)
		}
	}
}

func FuzzMapping(f *testing.F) {
	f.Add(small + "codes:\n  - {column: A, code: MD, yes: [y]}\n  - {column: B, split: \";\", values: {Detox: [DT, OP]}, ignore: [x], unlisted: no}\n")
	f.Add(small + "skip:\n  - {column: S, values: [Closed]}\nupdated: {column: D, format: MM/DD/YYYY}\ndelimiter: tab\nencoding: utf-16\n")
	f.Add("a: &a [*a]\n<<: *a\n")
	f.Fuzz(func(t *testing.T, text string) {
		m, err := ReadMapping(strings.NewReader(text))
		if err == nil && (m.Source() == "" || m.series == "" || len(m.fields) < len(requiredFields)) {
			t.Errorf("%+v is no mapping", m)
		}
	})
}
