// Package sharedtest finds the folder of real data that stands beside the
// project. The folder is not part of the repository: tests that need it skip
// with a reason where it is absent, and fail in CI, which always has it.
package sharedtest

import (
	"os"
	"path/filepath"
	"testing"

	"haven/internal/leftout"
)

// Path returns the path of a file in the shared folder.
func Path(t testing.TB, elem ...string) string {
	t.Helper()
	path := filepath.Join(append([]string{dir(t)}, elem...)...)
	if _, err := os.Stat(path); err == nil {
		return path
	}
	leftout.Skip(t, "the real data", filepath.Join(elem...)+" belongs into a folder named shared beside the project")
	return ""
}

// dir is the folder named shared next to the repository.
func dir(t testing.TB) string {
	t.Helper()
	wd, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for d := wd; ; d = filepath.Dir(d) {
		if _, err := os.Stat(filepath.Join(d, "go.mod")); err == nil {
			return filepath.Join(filepath.Dir(d), "shared")
		}
		if d == filepath.Dir(d) {
			t.Fatalf("no go.mod above %s", wd)
		}
	}
}
