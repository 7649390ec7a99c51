// Package leftout leaves tests out when this machine lacks what they need, and
// says so where a person sees it: go test hides what passing packages print,
// the reasons of skipped tests included, when it tests more than one.
package leftout

import (
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"strings"
	"sync"
	"testing"
)

// Skip skips t because need is missing; remedy tells how to get it. In CI,
// where nothing may be left out, it fails t instead.
func Skip(t testing.TB, need, remedy string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf("needs %s, and CI leaves nothing out: %s", need, remedy)
	}
	Say("tests that need "+need, remedy)
	t.Skipf("left out: needs %s; %s", need, remedy)
}

var said sync.Map

// Say tells the person who ran go test, once per test process, what was left
// out of this package. With -v or -json it is silent: there go test shows the
// reasons itself.
func Say(what, remedy string) {
	if _, again := said.LoadOrStore(what, true); again || testing.Verbose() {
		return
	}
	terminal, err := parentsTerminal()
	if err != nil {
		return // the notice is not worth a failure
	}
	defer terminal.Close()
	fmt.Fprintf(terminal, "--  \t%s\tleft out: %s; %s\n", testedPackage(), what, remedy)
}

// parentsTerminal opens the standard error of our parent, the go command, which
// swallows our own. A regular file is refused: two writers would overwrite each other.
func parentsTerminal() (*os.File, error) {
	path := fmt.Sprintf("/proc/%d/fd/2", os.Getppid())
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.Mode()&(os.ModeCharDevice|os.ModeNamedPipe) == 0 {
		return nil, errors.ErrUnsupported
	}
	return os.OpenFile(path, os.O_WRONLY, 0)
}

func testedPackage() string {
	info, _ := debug.ReadBuildInfo()
	return strings.TrimSuffix(info.Path, ".test")
}
