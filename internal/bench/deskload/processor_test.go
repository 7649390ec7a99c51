package main

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestProcessorTimeOfAProcessAndOfThoseBelowIt(t *testing.T) {
	if _, err := os.Stat("/proc/self/stat"); err != nil {
		t.Skip("this machine has no /proc")
	}
	child := exec.Command("sleep", "60")
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { child.Process.Kill(); child.Wait() }()
	all := below(os.Getpid())
	if !slices.Contains(all, os.Getpid()) || !slices.Contains(all, child.Process.Pid) {
		t.Errorf("below %d are %v, not %d", os.Getpid(), all, child.Process.Pid)
	}
	before := processorTime(os.Getpid())
	for began := time.Now(); processorTime(os.Getpid()) == before; {
		if time.Since(began) > time.Minute {
			t.Fatal("a minute's work is none")
		}
	}
	if m := machineTime(); m.used < processorTime(os.Getpid()) || m.used+m.stolen > m.all {
		t.Errorf("the machine used %v, and others %v, of %v", m.used, m.stolen, m.all)
	}
	var told strings.Builder
	spent := work{server: 30 * time.Second, client: time.Second, machine: machine{used: 25 * time.Second, stolen: 5 * time.Second, all: 50 * time.Second}}
	spent.write(&told, work{server: 10 * time.Second}, 2000)
	if !strings.Contains(told.String(), "server 10.0 ms, database of its own 0.0 ms, those who press and search 0.5 ms") {
		t.Errorf("%s", told.String())
	}
	if !strings.Contains(told.String(), "42 % was this, 8 % other programs and the system, 10 % other machines") {
		t.Errorf("%s", told.String())
	}
}
