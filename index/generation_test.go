package index

import (
	"bytes"
	"context"
	"fmt"
	"hash/crc32"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"haven/internal/facility"
	"haven/internal/facility/scan"
)

// buildOnce makes an index in dir and leaves it.
func buildOnce(t *testing.T, dir string, source *memory) {
	t.Helper()
	if err := Rebuild(t.Context(), Options{Dir: dir, Source: source, Logger: testLog(t)}); err != nil {
		t.Fatal(err)
	}
}

// openLogged opens the index and returns what was logged meanwhile.
func openLogged(t *testing.T, dir string, source Source) (*Engine, string) {
	t.Helper()
	var log bytes.Buffer
	e, err := Open(t.Context(), Options{Dir: dir, Source: source, Interval: never, Logger: slog.New(slog.NewTextHandler(&log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	return e, log.String()
}

func onlyGeneration(t *testing.T, dir string) string {
	t.Helper()
	folders, err := filepath.Glob(filepath.Join(dir, folderPrefix+"*"))
	if err != nil || len(folders) != 1 {
		t.Fatalf("want one generation, have %v, %v", folders, err)
	}
	return folders[0]
}

func TestASoundIndexIsOpenedAsItIs(t *testing.T) {
	s := newSampler(testSeed(t))
	source := newMemory(s.listings(300)...)
	dir := t.TempDir()
	buildOnce(t, dir, source)
	before := onlyGeneration(t, dir)
	e, log := openLogged(t, dir, source)
	agree(t, e, source, s)
	if after := onlyGeneration(t, dir); before != after || strings.Contains(log, "built") {
		t.Errorf("it was built again: %s, then %s\n%s", before, after, log)
	}
}

func TestADamagedIndexIsBuiltAnewWithAWarning(t *testing.T) {
	write := func(text string) func(*testing.T, string, string) {
		return func(t *testing.T, dir, _ string) { overwrite(t, filepath.Join(dir, currentName), text) }
	}
	damages := map[string]func(t *testing.T, dir, generation string){
		"CURRENT is missing":           func(t *testing.T, dir, _ string) { remove(t, filepath.Join(dir, currentName)) },
		"CURRENT is empty":             write(""),
		"CURRENT is nonsense":          write("gen-\x00\xff zzzz"),
		"CURRENT names another":        write("gen-000099 00000000\n"),
		"CURRENT names a parent":       write("gen--1 00000000\n"),
		"the folder is gone":           func(t *testing.T, _, g string) { remove(t, g) },
		"the manifest is missing":      func(t *testing.T, _, g string) { remove(t, filepath.Join(g, manifestName)) },
		"the manifest is cut off":      func(t *testing.T, _, g string) { cut(t, filepath.Join(g, manifestName)) },
		"the listings are missing":     func(t *testing.T, _, g string) { remove(t, filepath.Join(g, rowsName)) },
		"the listings are cut off":     func(t *testing.T, _, g string) { cut(t, filepath.Join(g, rowsName)) },
		"the text index is missing":    func(t *testing.T, _, g string) { remove(t, filepath.Join(g, textName)) },
		"a Bleve segment is cut off":   func(t *testing.T, _, g string) { cut(t, find(t, g, ".zap")) },
		"Bleve's root is cut off":      func(t *testing.T, _, g string) { cut(t, find(t, g, "root.bolt")) },
		"it is of another version":     otherVersion,
		"its parts do not belong here": strangeRows,
	}
	s := newSampler(testSeed(t))
	source := newMemory(s.listings(200)...)
	for name, damage := range damages {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			buildOnce(t, dir, source)
			damage(t, dir, onlyGeneration(t, dir))
			e, log := openLogged(t, dir, source)
			if !strings.Contains(log, "level=WARN") || !strings.Contains(log, "built anew") {
				t.Errorf("no warning that it was built anew:\n%s", log)
			}
			agreeOnce(t, e, source, s)
			onlyGeneration(t, dir)
		})
	}
}

// A single wrong bit, wherever it is, is noticed.
func TestAWrongBitIsNoticed(t *testing.T) {
	s := newSampler(testSeed(t))
	source := newMemory(s.listings(60)...)
	dir := t.TempDir()
	buildOnce(t, dir, source)
	files := filesIn(t, onlyGeneration(t, dir))
	for range 40 {
		file := files[s.IntN(len(files))]
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		bit := s.IntN(len(text) * 8)
		text[bit/8] ^= 1 << (bit % 8)
		overwrite(t, file, string(text))
		if g, err := loadCurrent(dir); err == nil {
			g.letGo()
			t.Errorf("bit %d of %s is wrong and nobody noticed", bit, file)
		}
		text[bit/8] ^= 1 << (bit % 8)
		overwrite(t, file, string(text))
	}
	if g, err := loadCurrent(dir); err != nil {
		t.Errorf("with all bits right again: %v", err)
	} else if err := g.letGo(); err != nil {
		t.Error(err)
	}
}

func TestWhatAnInterruptedMergeLeftIsRemoved(t *testing.T) {
	s := newSampler(testSeed(t))
	source := newMemory(s.listings(50)...)
	dir := t.TempDir()
	buildOnce(t, dir, source)
	half := filepath.Join(dir, folderName(77))
	if err := os.MkdirAll(filepath.Join(half, textName), 0o700); err != nil {
		t.Fatal(err)
	}
	e, log := openLogged(t, dir, source)
	if strings.Contains(log, "WARN") {
		t.Error(log)
	}
	onlyGeneration(t, dir)
	if err := e.merge(t.Context()); err != nil {
		t.Fatal(err)
	}
	if e.Stats().Generation <= 77 {
		t.Error("the number of a folder was used again")
	}
}

func TestMergingLeavesOneGeneration(t *testing.T) {
	s := newSampler(testSeed(t))
	source := newMemory(s.listings(100)...)
	dir := t.TempDir()
	e := openTest(t, dir, source)
	for range 3 {
		s.change(source, 10)
		catchUp(t, e)
		if err := e.merge(t.Context()); err != nil {
			t.Fatal(err)
		}
		if st := e.Stats(); st.Pending != 0 || st.Revision != source.revision {
			t.Errorf("after a merge at revision %d: %+v", source.revision, st)
		}
		onlyGeneration(t, dir)
	}
}

func TestTwoProcessesDoNotShareAnIndex(t *testing.T) {
	source, dir := newMemory(), t.TempDir()
	openTest(t, dir, source)
	ctx, cancel := context.WithTimeout(t.Context(), 2*lockRetry)
	defer cancel()
	_, err := Open(ctx, Options{Dir: dir, Source: source})
	if err == nil || !strings.Contains(err.Error(), "in use by another haven") {
		t.Errorf("a second one got %v", err)
	}
	if err := Rebuild(ctx, Options{Dir: dir, Source: source}); err == nil {
		t.Error("it was rebuilt under the one who uses it")
	}
}

// agreeOnce compares a search that uses everything.
func agreeOnce(t *testing.T, e *Engine, source *memory, s *sampler) {
	t.Helper()
	reference := scan.New(source.listed(), facility.Builtin())
	for range 5 {
		q := s.query()
		if err := compareSearch(t.Context(), e, reference, q, source.revision); err != nil {
			t.Fatalf("%s\n%v", describe(q), err)
		}
	}
}

// otherVersion makes a sound generation of a program that indexes otherwise.
func otherVersion(t *testing.T, dir, generation string) {
	path := filepath.Join(generation, manifestName)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	resign(t, dir, generation, strings.Replace(string(text), mappingSum(), "another", 1))
}

// strangeRows puts the listings of another index there, properly signed.
func strangeRows(t *testing.T, dir, generation string) {
	other := t.TempDir()
	buildOnce(t, other, newMemory(newSampler(1).listings(7)...))
	text, err := os.ReadFile(filepath.Join(onlyGeneration(t, other), rowsName))
	if err != nil {
		t.Fatal(err)
	}
	overwrite(t, filepath.Join(generation, rowsName), string(text))
	files, err := sumFiles(generation)
	if err != nil {
		t.Fatal(err)
	}
	delete(files, manifestName)
	m := &manifest{Mapping: mappingSum(), Revision: 1, Listings: 7, Files: files}
	if _, err := m.write(generation); err != nil {
		t.Fatal(err)
	}
	signed, err := os.ReadFile(filepath.Join(generation, manifestName))
	if err != nil {
		t.Fatal(err)
	}
	resign(t, dir, generation, string(signed))
}

func resign(t *testing.T, dir, generation, text string) {
	t.Helper()
	overwrite(t, filepath.Join(generation, manifestName), text)
	sum := crc32.Checksum([]byte(text), castagnoli)
	overwrite(t, filepath.Join(dir, currentName), fmt.Sprintf("%s %08x\n", filepath.Base(generation), sum))
}

func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
}

func cut(t *testing.T, path string) {
	t.Helper()
	info, err := os.Stat(path)
	if err == nil {
		err = os.Truncate(path, info.Size()/2)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func overwrite(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func find(t *testing.T, dir, suffix string) string {
	t.Helper()
	for _, file := range filesIn(t, dir) {
		if strings.HasSuffix(file, suffix) {
			return file
		}
	}
	t.Fatalf("no file %s in %s", suffix, dir)
	return ""
}

func filesIn(t *testing.T, dir string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
