package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

func TestTheNoticeNamesEveryModuleInTheProgram(t *testing.T) {
	notice, err := os.ReadFile("../../NOTICE")
	if err != nil {
		t.Fatal(err)
	}
	list := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}", ".")
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	modules := strings.Fields(string(out))
	if len(modules) == 0 {
		t.Fatal("the program is made of no modules")
	}
	for _, module := range modules {
		if !strings.Contains(string(notice), "\n  "+module+" ") {
			t.Errorf("NOTICE does not say under which terms %s is", module)
		}
	}
}
