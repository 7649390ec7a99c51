package ingest

import (
	"errors"
	"path/filepath"
	"regexp"
	"strconv"
	"time"
)

// ErrNoDate says that nothing tells when a file was published.
var ErrNoDate = errors.New("nothing tells when this file was published: give --published YYYY-MM-DD")

// FutureError refuses an edition of a day to come: it would stand above all
// that is published until then.
type FutureError struct{ Published time.Time }

func (e *FutureError) Error() string {
	return "the file says it was published on " + e.Published.Format(time.DateOnly) + ", which is still to come: give the right day with --published"
}

var (
	dateInName = regexp.MustCompile(`(?:^|\D)(\d{4})-(\d{2})-(\d{2})(?:\D|$)`)
	yearInName = regexp.MustCompile(`(?:^|\D)((?:19|20)\d{2})(?:\D|$)`)
)

// publishedOn is the day an edition was published: as told, else a date in
// the file's name, else the day the file says it was last modified, else
// 1 January of a year in the name.
func publishedOn(told time.Time, file string, modified time.Time) (time.Time, error) {
	name := filepath.Base(file)
	if !told.IsZero() {
		return midnight(told), nil
	}
	if m := dateInName.FindStringSubmatch(name); m != nil {
		if day, err := time.Parse(time.DateOnly, m[1]+"-"+m[2]+"-"+m[3]); err == nil {
			return day, nil
		}
	}
	if !modified.IsZero() {
		return midnight(modified), nil
	}
	if m := yearInName.FindStringSubmatch(name); m != nil {
		year, _ := strconv.Atoi(m[1])
		return time.Date(year, time.January, 1, 0, 0, 0, 0, time.UTC), nil
	}
	return time.Time{}, ErrNoDate
}

func midnight(t time.Time) time.Time { return t.UTC().Truncate(24 * time.Hour) }
