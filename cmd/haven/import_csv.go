package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/spf13/pflag"

	"haven/importers"
	"haven/importers/csv"
)

// csvFlags are what `haven import csv` needs besides files.
type csvFlags struct {
	mapping string
	suggest bool
}

func (f *csvFlags) add(flags *pflag.FlagSet) {
	flags.StringVar(&f.mapping, "map", "", "csv: the mapping that tells which column is what, a YAML file")
	flags.BoolVar(&f.suggest, "suggest", false, "csv: print a draft of a mapping for the file, and import nothing")
}

// check refuses what does not go together.
func (f *csvFlags) check(source string, files []string) error {
	isCSV := source == csv.Importer{}.Source()
	switch {
	case !isCSV && (f.mapping != "" || f.suggest):
		return usageError{"--map and --suggest are for csv, not for " + source}
	case !isCSV:
		return nil
	case f.suggest && f.mapping != "":
		return usageError{"give either --map or --suggest"}
	case f.suggest && len(files) != 1:
		return usageError{"--suggest takes one file"}
	case !f.suggest && f.mapping == "":
		return usageError{"give the mapping of the file with --map FILE; haven import csv --suggest DATA.csv drafts one"}
	}
	return nil
}

// mapped is the importer as the mapping has it; other importers stay as they
// are. A fault of the mapping is one of the command line.
func (f *csvFlags) mapped(importer importers.Importer) (importers.Importer, error) {
	if f.mapping == "" {
		return importer, nil
	}
	mapping, err := csv.OpenMapping(f.mapping)
	var missing *fs.PathError
	switch {
	case errors.As(err, &missing):
		return nil, usageError{"--map: " + err.Error()}
	case err != nil:
		return nil, usageError{fmt.Sprintf("%s: %v", f.mapping, err)}
	}
	return csv.Importer{Mapping: mapping}, nil
}

// suggestMapping prints a draft of a mapping.
func (p *program) suggestMapping(ctx context.Context, file string) error {
	draft, err := csv.Suggest(ctx, file)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	fmt.Fprint(p.stdout, draft)
	return nil
}
