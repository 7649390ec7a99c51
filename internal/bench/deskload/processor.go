package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// ticks is in what /proc counts processor time: USER_HZ, which is 100 a second
// on every Linux that Go knows.
const ticks = time.Second / 100

// processorTime is what some processes have used, and those of their children
// that ended; 0 where the machine does not tell. Unlike the time on a clock it
// can be compared with that of another run when others were busy beside.
func processorTime(pids ...int) (sum time.Duration) {
	for _, pid := range pids {
		stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		if err != nil {
			continue
		}
		// The name, in brackets, may hold anything; utime, stime, cutime and cstime
		// are the 12th to 15th behind it.
		_, rest, _ := strings.Cut(string(stat), ") ")
		if fields := strings.Fields(rest); len(fields) > 14 {
			for _, field := range fields[11:15] {
				n, _ := strconv.ParseInt(field, 10, 64)
				sum += time.Duration(n) * ticks
			}
		}
	}
	return sum
}

// below are a process and all that it started, however far.
func below(pid int) []int {
	all := []int{pid}
	files, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, file := range files {
		stat, err := os.ReadFile(file)
		if err != nil {
			continue
		}
		child, _ := strconv.Atoi(filepath.Base(filepath.Dir(file)))
		_, rest, _ := strings.Cut(string(stat), ") ")
		if fields := strings.Fields(rest); len(fields) > 1 && fields[1] == strconv.Itoa(pid) {
			all = append(all, below(child)...)
		}
	}
	return all
}

// work is what the parts of a run have used so far.
type work struct {
	server, database, client time.Duration
	machine                  machine
}

// machine is what became of all processors' time so far: used by programs, taken
// by other machines on the same hardware ("steal"), and all of it.
type machine struct{ used, stolen, all time.Duration }

// machineTime is zero where the machine does not tell.
func machineTime() (m machine) {
	stat, _ := os.ReadFile("/proc/stat")
	first, _, _ := strings.Cut(string(stat), "\n")
	// "cpu", user, nice, system, idle, waiting for the disk, two kinds of interrupts, steal.
	fields := strings.Fields(first)
	if len(fields) < 9 {
		return m
	}
	for i, field := range fields[1:9] {
		n, _ := strconv.ParseInt(field, 10, 64)
		took := time.Duration(n) * ticks
		m.all += took
		switch i {
		case 3, 4:
		case 7:
			m.stolen += took
		default:
			m.used += took
		}
	}
	return m
}

// workOf is that of a server and of the process, or 0, below which its database is.
func workOf(server, database int) work {
	w := work{server: processorTime(server), client: processorTime(os.Getpid()), machine: machineTime()}
	if database != 0 {
		w.database = processorTime(below(database)...)
	}
	return w
}

// write tells what a day's work cost beyond what was used before it.
func (w work) write(out io.Writer, before work, actions int) {
	each := func(now, then time.Duration) string {
		return fmt.Sprintf("%.1f ms", float64(now-then)/float64(actions)/1e6)
	}
	fmt.Fprintf(out, "Processor time an action, with the searches beside it: server %s, database of its own %s, those who press and search %s.\n",
		each(w.server, before.server), each(w.database, before.database), each(w.client, before.client))
	if all := w.machine.all - before.machine.all; all > 0 {
		share := func(d time.Duration) float64 { return 100 * float64(d) / float64(all) }
		ours := w.server - before.server + w.database - before.database + w.client - before.client
		used, stolen := w.machine.used-before.machine.used, w.machine.stolen-before.machine.stolen
		fmt.Fprintf(out, "Of the processors' time %.0f %% was this, %.0f %% other programs and the system, %.0f %% other machines on the same hardware.\n",
			share(ours), max(0, share(used-ours)), share(stolen))
	}
}
