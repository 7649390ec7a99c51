package main

import (
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestTheCommandsOfTheREADME runs what the README tells people to type: the
// import of real files, then the search. Make targets have to exist.
func TestTheCommandsOfTheREADME(t *testing.T) {
	files := cutFiles(t)
	h := newHaven(t, "")
	var s *server
	for _, line := range commandsOf(t, "../../README.md") {
		words := strings.Fields(line)
		switch {
		case words[0] == "make":
			requireTarget(t, words[1])
		case line == "bin/haven serve":
			s = h.start("serve")
		case words[0] == "bin/haven":
			h.must(withPaths(files, words[1:])...)
		case words[0] == "curl":
			address, err := url.Parse(strings.Trim(words[1], "'"))
			if err != nil {
				t.Fatal(err)
			}
			if a := s.search(address.RawQuery); a.Total == 0 {
				t.Errorf("%s finds nothing", line)
			}
		default:
			t.Errorf("the README tells to type %q, which this test cannot", line)
		}
	}
	if s == nil {
		t.Error("the README does not tell how to serve")
	}
}

func TestTheREADMENamesEveryCommand(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range commands() {
		for form := range strings.SplitSeq(c.args, " | ") {
			if typed := strings.TrimSpace("haven " + c.name + " " + form); !strings.Contains(string(text), typed+"  ") {
				t.Errorf("the README does not say what this does: %s", typed)
			}
		}
	}
}

// commandsOf are the lines of a document's sh blocks, without comments.
func commandsOf(t *testing.T, document string) []string {
	t.Helper()
	text, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	var commands []string
	for _, block := range regexp.MustCompile("(?s)```sh\n(.*?)```").FindAllStringSubmatch(string(text), -1) {
		for line := range strings.Lines(block[1]) {
			line, _, _ = strings.Cut(line, "#")
			if line = strings.TrimSpace(line); line != "" {
				commands = append(commands, line)
			}
		}
	}
	return commands
}

func requireTarget(t *testing.T, target string) {
	t.Helper()
	makefile, err := os.ReadFile("../../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(makefile), "\n"+target+":") {
		t.Errorf("the README tells of make %s, which there is not", target)
	}
}

// withPaths replaces the names of data files by their paths.
func withPaths(files realFiles, args []string) []string {
	paths := map[string]string{}
	for _, file := range []string{files.su2022, files.su2023, files.otp, files.suPoints, files.otpPoints} {
		paths[filepath.Base(file)] = file
	}
	for i, arg := range args {
		if path, ok := paths[arg]; ok {
			args[i] = path
		}
	}
	return args
}
