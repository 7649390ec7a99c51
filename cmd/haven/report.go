package main

import (
	"fmt"
	"io"
	"time"

	"haven/importers"
	"haven/internal/ingest"
)

// maxPrinted is how many rows of a kind a report prints.
const maxPrinted = 20

// printReport tells what an import did. Of one that failed only the rows it
// rejected matter.
func printReport(w io.Writer, r ingest.Report, done bool) {
	if done {
		printSummary(w, r)
	}
	printRows(w, "rejected", r.File, r.Rejections)
	printRows(w, "points refused", r.File, r.Strayed)
	printRows(w, "left out of rows", r.File, r.Notes)
	if done {
		printFolded(w, r.Folded)
		if r.DryRun {
			printExamples(w, r.Examples)
		}
	}
}

func printSummary(w io.Writer, r ingest.Report) {
	verb := "Imported"
	if r.Undo {
		verb = "Undone:"
	}
	if r.DryRun {
		verb = "Dry run, nothing was changed:"
	}
	part := "a part"
	if r.Complete {
		part = "complete"
	}
	fmt.Fprintf(w, "%s %s (%s of %s, %s), %.1f s\n", verb, r.File, r.Series, r.Published.Format(time.DateOnly), part, r.Took.Seconds())
	for _, line := range []struct {
		n    int
		what string
	}{
		{r.Read, "rows read"},
		{r.Rejected, "rejected"},
		{r.Points, "known points"},
		{len(r.Folded), "rows folded into another row of the file"},
		{r.New, "listings new"},
		{r.Changed, "changed"},
		{r.Confirmed, "the same as of a later day"},
		{r.Unchanged, "unchanged"},
		{r.Carried, "carried over from an earlier edition"},
		{r.Matched, "matched to a listing of another source"},
		{r.Gone, "not in this edition any more"},
		{r.Removed, "removed, for this file corrects one that had them"},
		{r.Merged, "ids now lead to another listing"},
		{r.Doubtful, "pairs of possible duplicates in all"},
	} {
		fmt.Fprintf(w, "%8d  %s\n", line.n, line.what)
	}
	fmt.Fprintf(w, "%8d  listings before, %d after, of which %d are listed by no source any more\n", r.Before, r.After, r.GoneAfter)
	if len(r.Precision) > 0 {
		fmt.Fprintf(w, "          located: %d exact, %d by street, %d by ZIP code, %d by city\n",
			r.Precision["exact"], r.Precision["street"], r.Precision["zip"], r.Precision["city"])
	}
}

func printRows(w io.Writer, what, file string, rows []importers.RowError) {
	if len(rows) == 0 {
		return
	}
	fmt.Fprintf(w, "%s:\n", what)
	for _, row := range rows[:min(len(rows), maxPrinted)] {
		fmt.Fprintf(w, "  %s, %s\n", file, row)
	}
	if more := len(rows) - maxPrinted; more > 0 {
		fmt.Fprintf(w, "  and %d more\n", more)
	}
}

func printFolded(w io.Writer, rows []ingest.Row) {
	for i, row := range rows {
		if i == 0 {
			fmt.Fprintln(w, "folded:")
		}
		fmt.Fprintf(w, "  line %d: %s, %s\n", row.Line, row.Name, row.City)
	}
}

func printExamples(w io.Writer, examples []ingest.Difference) {
	for _, e := range examples {
		fmt.Fprintf(w, "  %-8s %s, %s\n", e.Kind, e.Name, e.City)
		for _, field := range e.Fields {
			fmt.Fprintf(w, "           %s\n", field)
		}
	}
}
