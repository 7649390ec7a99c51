package ingest

import (
	"errors"
	"testing"
	"time"
)

func TestTheDayAFileWasPublished(t *testing.T) {
	told := time.Date(2024, 2, 1, 9, 30, 0, 0, time.UTC)
	modified := time.Date(2023, 6, 29, 18, 56, 21, 0, time.UTC)
	for _, tt := range []struct {
		why      string
		told     time.Time
		file     string
		modified time.Time
		want     string
	}{
		{"as told", told, "otp-2026-05-25.csv", modified, "2024-02-01"},
		{"a date in the name", time.Time{}, "data/otp-2026-05-25.csv", modified, "2026-05-25"},
		{"a date that is none", time.Time{}, "otp-2026-13-45.csv", modified, "2023-06-29"},
		{"the file's own property", time.Time{}, "su-2023.xlsx", modified, "2023-06-29"},
		{"a year in the name", time.Time{}, "su-points-2021.csv", time.Time{}, "2021-01-01"},
		{"a year among longer numbers", time.Time{}, "export-120231.csv", modified, "2023-06-29"},
	} {
		day, err := publishedOn(tt.told, tt.file, tt.modified)
		if err != nil || day.Format(time.DateOnly) != tt.want {
			t.Errorf("%s: got %v, %v, want %s", tt.why, day, err, tt.want)
		}
	}
	if _, err := publishedOn(time.Time{}, "2024/directory.csv", time.Time{}); !errors.Is(err, ErrNoDate) {
		t.Errorf("a year in the folder's name does not count: %v", err)
	}
}
