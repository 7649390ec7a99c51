// Command derive measures how often places of the real directory offer what,
// and together with what, so that the demo directory can be like it:
//
//	go run ./internal/demo/derive su-2023.xlsx > internal/demo/frequencies.tsv
//
// The argument is SAMHSA's National Directory of Drug and Alcohol Use
// Treatment Facilities as a workbook. What is written are sums over at least a
// hundred rows, never a row.
package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"

	"haven/importers/samhsa"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: derive WORKBOOK > frequencies.tsv")
		os.Exit(2)
	}
	out := bufio.NewWriter(os.Stdout)
	if err := derive(out, os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "derive:", err)
		os.Exit(1)
	}
	if err := out.Flush(); err != nil {
		fmt.Fprintln(os.Stderr, "derive:", err)
		os.Exit(1)
	}
}

// derive reads the workbook and writes the table.
func derive(w io.Writer, file string) error {
	var rows offers
	edition, err := samhsa.Importer{}.Read(context.Background(), file, &rows)
	if err != nil {
		return err
	}
	d := columns(edition.Codes, rows)
	return write(w, d, d.tree())
}
