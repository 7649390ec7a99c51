package seal_test

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"haven/internal/seal"
	"haven/internal/seal/sealtest"
)

func TestAMasterKeyIsMadeForItsOwnerAloneAndStays(t *testing.T) {
	file := filepath.Join(t.TempDir(), "data", "master.key")
	c, keys := &clock{noon}, &sealtest.Keys{}
	var token string
	for _, start := range []string{"first", "second"} {
		master, err := seal.MakeMaster(file)
		if err != nil {
			t.Fatal(err)
		}
		s := replica(t, keys, master, c)
		if start == "first" {
			token = sealed(t, s, seal.Search, asked)
		}
		opens(t, s, seal.Search, token, asked, nil)
	}
	about, err := os.Stat(file)
	if err != nil || about.Mode().Perm() != 0o600 || about.Size() != 32 {
		t.Errorf("the file is %v (%v)", about, err)
	}
	if left, _ := os.ReadDir(filepath.Dir(file)); len(left) != 1 {
		t.Errorf("beside it lie %v", left)
	}
}

func TestServersThatStartAtOnceMakeOneMasterKey(t *testing.T) {
	file := filepath.Join(t.TempDir(), "master.key")
	c, keys := &clock{noon}, &sealtest.Keys{}
	tokens := make([]string, 8)
	var wg sync.WaitGroup
	for i := range tokens {
		wg.Go(func() {
			master, err := seal.MakeMaster(file)
			if err != nil {
				t.Error(err)
				return
			}
			s, err := seal.New(t.Context(), keys, master, c.now)
			if err != nil {
				t.Error(err)
				return
			}
			tokens[i] = sealed(t, s, seal.Search, asked)
		})
	}
	wg.Wait()
	master, err := seal.ReadMaster(file)
	if err != nil {
		t.Fatal(err)
	}
	s := replica(t, keys, master, c)
	for _, token := range tokens {
		opens(t, s, seal.Search, token, asked, nil)
	}
}

func TestAMasterKeyFileThatWillNotDoIsRefusedWithAdvice(t *testing.T) {
	folder := t.TempDir()
	write := func(name string, size int, mode os.FileMode) string {
		file := filepath.Join(folder, name)
		if err := os.WriteFile(file, make([]byte, size), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(file, mode); err != nil {
			t.Fatal(err)
		}
		return file
	}
	for file, advice := range map[string]string{
		write("world", 32, 0o604):        "chmod 600",
		write("group", 32, 0o640):        "chmod 600",
		write("short", 31, 0o600):        "32 bytes",
		write("long", 33, 0o600):         "32 bytes",
		write("empty", 0, 0o600):         "32 bytes",
		folder:                           "32 bytes",
		filepath.Join(folder, "missing"): "head -c 32 /dev/urandom",
	} {
		if _, err := seal.ReadMaster(file); err == nil || !strings.Contains(err.Error(), advice) || !strings.Contains(err.Error(), file) {
			t.Errorf("%s: %v, want a word on %s", file, err, advice)
		}
	}
	if _, err := seal.MakeMaster(filepath.Join(folder, "short")); err == nil {
		t.Error("a file of wrong size is overwritten or taken")
	}
}
