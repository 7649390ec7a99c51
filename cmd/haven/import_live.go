package main

import (
	"context"
	"fmt"
	"path/filepath"
	"regexp"
	"strconv"

	"github.com/spf13/pflag"

	"haven/importers/findtreatment"
	"haven/importers/findtreatment/live"
	"haven/internal/config"
	"haven/internal/geo"
	"haven/internal/ingest"
)

// liveFlags let a source be asked instead of reading files.
type liveFlags struct{ state, near, within string }

func (f *liveFlags) add(flags *pflag.FlagSet) {
	flags.StringVar(&f.state, "state", "", "findtreatment: instead of files, ask the site for the places of a state, such as WA")
	flags.StringVar(&f.near, "near", "", "findtreatment: instead of files, ask the site for places near one, such as 47.04,-122.9 or \"Olympia, WA\"")
	flags.StringVar(&f.within, "within", "", "how far from --near, such as 40km or 25mi")
}

func (f *liveFlags) given() bool { return f.state != "" || f.near != "" || f.within != "" }

// check refuses what does not go together.
func (f *liveFlags) check(source string, files []string) error {
	switch {
	case !f.given():
		return nil
	case source != (findtreatment.Importer{}).Source():
		return usageError{"--state, --near and --within are for findtreatment; name a file to import from " + source}
	case len(files) > 0:
		return usageError{fmt.Sprintf("give either files or --state or --near, not both: %s", files[0])}
	case f.state != "" && (f.near != "" || f.within != ""):
		return usageError{"give either --state or --near and --within"}
	case f.state == "" && (f.near == "" || f.within == ""):
		return usageError{"--near and --within go together, such as --near 47.04,-122.9 --within 40km"}
	}
	_, err := f.query()
	return err
}

// farthest is how far from a point places can be asked for, in metres.
const farthest = 5000 * geo.Kilometre

var distanceForm = regexp.MustCompile(`^([0-9]{1,5}(?:\.[0-9]{1,3})?)(mi|km)$`)

func (f *liveFlags) query() (live.Query, error) {
	if f.state != "" {
		q, err := live.OfState(f.state, geo.Default())
		if err != nil {
			return q, usageError{"--state: " + err.Error()}
		}
		return q, nil
	}
	place, err := geo.Default().Find(f.near)
	if err != nil {
		return live.Query{}, usageError{fmt.Sprintf("--near %q: %v", f.near, err)}
	}
	parts := distanceForm.FindStringSubmatch(f.within)
	if parts == nil {
		return live.Query{}, usageError{fmt.Sprintf("--within %q is no distance: write it as 40km or 25mi", f.within)}
	}
	metres, _ := strconv.ParseFloat(parts[1], 64) // digits, by distanceForm
	if metres *= map[string]float64{"km": geo.Kilometre, "mi": geo.Mile}[parts[2]]; metres < 1 || metres > farthest {
		return live.Query{}, usageError{fmt.Sprintf("--within %s: give at most %.0fkm", f.within, farthest/geo.Kilometre)}
	}
	return live.Query{Near: place.Point, Within: metres}, nil
}

// fetch asks the site and returns the files of its answers, which it keeps in
// the data folder.
func (p *program) fetch(ctx context.Context, f liveFlags, c config.Config) ([]string, error) {
	q, err := f.query()
	if err != nil {
		return nil, err
	}
	url := c.FindTreatmentURL
	if url == "" {
		url = live.URL
	}
	line := newProgressLine(p.stderr)
	client := live.New(url, filepath.Join(c.DataDir, "findtreatment"), func(done, total int) {
		line.show(ingest.Progress{Stage: "asking FindTreatment.gov", Done: done, Total: total})
	})
	answers, err := client.Fetch(ctx, q)
	line.end()
	if err != nil {
		return nil, fmt.Errorf("ask FindTreatment.gov: %w", err)
	}
	fmt.Fprintf(p.stdout, "%d places in %s\n", answers.Rows, answers.File)
	if answers.Given != answers.Told {
		fmt.Fprintf(p.stdout, "The site said that it had %d places, and gave %d.\n", answers.Told, answers.Given)
	}
	return []string{answers.File}, nil
}
