package main

import (
	"fmt"
	"io"
	"strings"

	"haven/internal/facility"
)

// write writes the table: how many rows there are in all and in each class;
// for each code, the code it goes with, how many rows have it, and in each
// class its share in thousandths among rows without and with that other code;
// last, how many rows answer nothing in the categories where that is unknown.
func write(w io.Writer, d *directory, links []link) error {
	var table strings.Builder
	fmt.Fprintf(&table, "code\twith\trows\t%s\n", strings.Join(d.classes, "\t"))
	fmt.Fprintf(&table, "*\t\t%d", d.size)
	for _, members := range d.members {
		fmt.Fprintf(&table, "\t%d", members.count())
	}
	for _, l := range links {
		fmt.Fprintf(&table, "\n%s\t%s\t%d", d.codes[l.code].Code, d.name(l.with), d.has[l.code].count())
		for class := range d.classes {
			without, with := d.shares(l, class)
			fmt.Fprintf(&table, "\t%d/%d", without, with)
		}
	}
	table.WriteString("\n")
	for _, category := range facility.Builtin().Categories() {
		if facility.EmptyMeansUnknown(category.Code) {
			fmt.Fprintf(&table, "-%s\t\t%d%s\n", category.Code, d.without(category.Code), strings.Repeat("\t", len(d.classes)))
		}
	}
	_, err := io.WriteString(w, table.String())
	return err
}

func (d *directory) name(c int) string {
	if c == root {
		return ""
	}
	return d.codes[c].Code
}

// shares are a code's shares in a class, in thousandths, among rows without
// and with the code it goes with.
func (d *directory) shares(l link, class int) (without, with int) {
	members, has := d.members[class], d.has[l.code]
	size, count := members.count(), members.and(has)
	if l.with == root {
		share := thousandths(count, size)
		return share, share
	}
	other := d.has[l.with]
	otherSize, otherCount := members.and(other), members.and(other, has)
	return thousandths(count-otherCount, size-otherSize), thousandths(otherCount, otherSize)
}

// thousandths is 0 of none: who draws by the table never comes there.
func thousandths(count, size int) int {
	if size == 0 {
		return 0
	}
	return (2000*count + size) / (2 * size)
}
