package leftout

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
)

// stopped records how a test was ended.
type stopped struct {
	testing.TB
	how string
}

func (s *stopped) Helper() {}

func (s *stopped) Skipf(format string, args ...any) { s.end("skipped: "+format, args...) }

func (s *stopped) Fatalf(format string, args ...any) { s.end("failed: "+format, args...) }

func (s *stopped) end(format string, args ...any) {
	s.how = fmt.Sprintf(format, args...)
	runtime.Goexit()
}

func TestATestIsSkippedOnAPersonsMachineAndFailsInCI(t *testing.T) {
	said.Store("tests that need a moon", true) // whoever runs this test need not hear of it
	for ci, want := range map[string]string{
		"":     "skipped: left out: needs a moon; build one",
		"true": "failed: needs a moon, and CI leaves nothing out: build one",
	} {
		t.Setenv("CI", ci)
		got, done := &stopped{}, make(chan struct{})
		go func() {
			defer close(done)
			Skip(got, "a moon", "build one")
		}()
		<-done
		if got.how != want {
			t.Errorf("with CI=%q: %s, want %s", ci, got.how, want)
		}
	}
}

func TestWhoRunsGoTestIsToldOnceWhatWasLeftOut(t *testing.T) {
	// The shell stands for the go command: the test process's parent.
	cmd := exec.Command("sh", "-c", `"$0" -test.run='^TestThatNeedsAMoon$'; true`, os.Args[0])
	cmd.Env = append(os.Environ(), "LEFTOUT_MOON=none", "CI=")
	var heard bytes.Buffer
	cmd.Stderr = &heard
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	want := "left out: tests that need a moon; build one"
	if got := heard.String(); strings.Count(got, want) != 1 || !strings.Contains(got, "haven/internal/leftout") {
		t.Errorf("heard %q, want once %q", got, want)
	}
}

// TestThatNeedsAMoon is what the process of the test above runs.
func TestThatNeedsAMoon(t *testing.T) {
	if os.Getenv("LEFTOUT_MOON") == "" {
		return
	}
	for range 2 {
		t.Run("", func(t *testing.T) { Skip(t, "a moon", "build one") })
	}
}
