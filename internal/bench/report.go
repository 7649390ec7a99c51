package main

import (
	"fmt"
	"io"
	"strconv"
	"text/tabwriter"
	"time"
)

// result is what came out at one size.
type result struct {
	size      int
	ours      engineResult
	oursOfAll engineResult // of all queries, where the others answered a sample
	peers     []engineResult
	notes     []string
}

// engineResult is what came out for one engine.
type engineResult struct {
	name        string
	plain, text timing
	built       time.Duration
	bytes       int64
}

// note is a figure that is not in the table.
func (r *result) note(format string, args ...any) {
	r.notes = append(r.notes, fmt.Sprintf(format, args...))
}

// report prints one table of all sizes and engines, and the notes.
func report(out io.Writer, results []result) {
	if len(results) == 0 {
		return
	}
	fmt.Fprintf(out, "\nA search gives the top 20 by distance, the total, maybe and the counts of all codes. Its time is the best of %d.\n", rounds)
	fmt.Fprintln(out, "× says how many times faster Haven is. Goals against PostGIS: without text p50 × 200, p99 × 300, a second × 300; with text p50 × 10.")
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "listings\tsearches\tengine\tp50\tp99\ta second\tp50 ×\tp99 ×\ta second ×\tbuilt in\tbytes a listing\t")
	for _, r := range results {
		r.print(w, "without text", func(e engineResult) timing { return e.plain })
		r.print(w, "with text", func(e engineResult) timing { return e.text })
	}
	w.Flush()
	for _, r := range results {
		fmt.Fprintf(out, "\nHaven at %s listings\n", thousands(r.size))
		for _, note := range r.notes {
			fmt.Fprintln(out, "  "+note)
		}
	}
}

func (r *result) print(w io.Writer, kind string, of func(engineResult) timing) {
	for i, e := range r.engines() {
		t, ours := of(e), of(r.ours)
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t", thousands(r.size), kind, e.name, short(t.p50), short(t.p99), figure(t.perSecond))
		if i == 0 || e.bytes == 0 {
			fmt.Fprint(w, "\t\t\t")
		} else {
			fmt.Fprintf(w, "%s\t%s\t%s\t", ratio(t.p50, ours.p50), ratio(t.p99, ours.p99), figure(ours.perSecond/t.perSecond))
		}
		if e.bytes == 0 {
			fmt.Fprint(w, "\t\t\n")
		} else {
			fmt.Fprintf(w, "%s\t%s\t\n", short(e.built), thousands(int(e.bytes)/r.size))
		}
	}
}

func (r *result) engines() []engineResult {
	all := append([]engineResult{r.ours}, r.peers...)
	if r.oursOfAll.name != "" {
		all = append(all, r.oursOfAll)
	}
	return all
}

func ratio(theirs, ours time.Duration) string { return figure(float64(theirs) / float64(ours)) }

// figure is a number with three digits that count.
func figure(x float64) string {
	switch {
	case x >= 100:
		return thousands(int(x + 0.5))
	case x >= 10:
		return strconv.FormatFloat(x, 'f', 1, 64)
	}
	return strconv.FormatFloat(x, 'f', 2, 64)
}

// short is a time in the unit that suits it.
func short(d time.Duration) string {
	switch {
	case d >= time.Second:
		return figure(d.Seconds()) + " s"
	case d >= time.Millisecond:
		return figure(float64(d)/1e6) + " ms"
	}
	return figure(float64(d)/1e3) + " µs"
}

// thousands is a whole number with commas.
func thousands(n int) string {
	text := strconv.Itoa(n)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}
