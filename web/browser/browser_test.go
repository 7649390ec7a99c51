// Package browser holds the tests that drive Haven's pages in a real browser.
// They are JavaScript, run by node; make test runs them.
package browser

import (
	"testing"

	"haven/internal/leftout"
)

func TestGoTestLeavesTheBrowserToMake(t *testing.T) {
	leftout.Say("the browser tests", "make test runs them")
}
