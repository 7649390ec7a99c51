package geo

import (
	"iter"
	"sort"
	"strings"
)

// zipLength is the length of a ZIP code without the four digits of ZIP+4.
const zipLength = 5

// The table of ZIP codes is by far the largest. It is sorted, so it is searched
// as it is, in the text: that costs neither memory nor time at the start.

// zipLine returns the line of a ZIP code.
func zipLine(zip string) (string, bool) {
	if len(zip) != zipLength {
		return "", false
	}
	for line := range zipLinesFrom(zip) {
		return line, strings.HasPrefix(line, zip)
	}
	return "", false
}

// zipLinesFrom yields the lines from the first that is not before a ZIP code or the beginning of one.
func zipLinesFrom(zip string) iter.Seq[string] {
	return func(yield func(string) bool) {
		rest := zipsTable[firstZIP(zip):]
		for more := rest != ""; more && rest != ""; {
			var line string
			line, rest = cut(rest, '\n')
			more = yield(line)
		}
	}
}

// zipLinesBefore yields the lines before those of zipLinesFrom, going back.
func zipLinesBefore(zip string) iter.Seq[string] {
	return func(yield func(string) bool) {
		end := firstZIP(zip)
		for start := lineStart(end - 1); start > 0; start = lineStart(end - 1) {
			if !yield(zipsTable[start : end-1]) {
				return
			}
			end = start
		}
	}
}

// firstZIP is where in the table the first line not before zip begins. The
// search is over bytes: each stands for the line it is in.
func firstZIP(zip string) int {
	i := sort.Search(len(zipsTable), func(i int) bool {
		start := lineStart(i)
		return start > 0 && zipsTable[start:start+len(zip)] >= zip
	})
	return i
}

// lineStart is where the line that holds byte i begins; 0 for the header.
func lineStart(i int) int {
	return strings.LastIndexByte(zipsTable[:i], '\n') + 1
}

// isZIP tells whether a word is a ZIP code or, written together, ZIP+4.
func isZIP(word string) bool {
	return isDigits(word) && (len(word) == zipLength || len(word) == zipLength+4)
}

func isDigits(word string) bool {
	return word != "" && strings.Trim(word, "0123456789") == ""
}
