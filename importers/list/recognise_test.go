package list_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"haven/importers/list"
	"haven/internal/sharedtest"
)

func TestRealFilesAreRecognisedByWhatIsInThem(t *testing.T) {
	for source, path := range map[string][]string{
		"samhsa-directory": {"data", "samhsa-directory", "su-2022.xlsx"},
		"findtreatment":    {"data", "findtreatment-api", "wa-2026-02.json"},
		"otp":              {"data", "otp", "otp-2026-05-25.csv"},
		"points":           {"data", "points", "otp-points-2021.csv"},
		"csv":              {"data", "codes", "service-codes.csv"},
	} {
		got, err := list.Recognise(t.Context(), sharedtest.Path(t, path...))
		if err != nil || got.Source() != source {
			t.Errorf("%v is recognised as %v, %v", path, got, err)
		}
	}
	export := sharedtest.Path(t, "data", "findtreatment-export", "tx-2023-11-07.xlsx")
	if got, err := list.Recognise(t.Context(), export); err != nil || got.Source() != "findtreatment" {
		t.Errorf("the export is recognised as %v, %v", got, err)
	}
}

func TestWhatIsNoTableIsRefused(t *testing.T) {
	file := filepath.Join(t.TempDir(), "picture.png")
	if err := os.WriteFile(file, []byte("\x89PNG\r\n\x1a\n\x00\x00\x00"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := list.Recognise(t.Context(), file); !errors.Is(err, list.ErrUnknown) {
		t.Errorf("a picture is recognised as %v, %v", got, err)
	}
}
