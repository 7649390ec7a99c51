// Command testreport turns the events of go test -json on its standard input
// into what a person wants to read: a line per package as it ends, the output of
// tests that failed, and at the end what was skipped and why. It exits with
// status 1 when a test failed, or was skipped in CI, where nothing may be.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
)

func main() {
	r := newReport(os.Stdout)
	if err := r.read(os.Stdin); err != nil {
		fmt.Fprintf(os.Stderr, "testreport: %v\n", err)
		os.Exit(1)
	}
	if !r.conclude(os.Getenv("CI") == "true") {
		os.Exit(1)
	}
}

// An event is one line of go test -json; see go doc test2json.
type event struct {
	Action  string
	Package string
	Test    string
	Output  string
}

// read takes events until there are no more. A line that is none, such as a
// complaint of the go command, is shown as it is.
func (r *report) read(events io.Reader) error {
	lines := bufio.NewReader(events)
	for {
		line, err := lines.ReadBytes('\n')
		var e event
		switch {
		case len(line) > 0 && json.Unmarshal(line, &e) == nil:
			r.take(e)
		case len(line) > 0:
			r.out.Write(line)
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading test events: %w", err)
		}
	}
}
