package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
)

// instance is a Haven with data of its own.
type instance struct {
	program, folder, database string
	// databaseProcess is below which the database's server runs; 0 for none.
	databaseProcess int
}

func (in instance) command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, in.program, args...)
	cmd.Env = append(os.Environ(), "HAVEN_DATA_DIR="+in.folder, "HAVEN_DATABASE_URL="+in.database)
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	return cmd
}

var address = regexp.MustCompile(`http://[0-9.]+:\d+`)

// served is a server that runs.
type served struct {
	site string
	cmd  *exec.Cmd
}

// stop ends it, as an operator does.
func (s served) stop() error {
	return errors.Join(s.cmd.Process.Signal(syscall.SIGTERM), s.cmd.Wait())
}

// serve starts the server on a free port.
func (in instance) serve(ctx context.Context) (served, error) {
	log, err := os.Create(filepath.Join(in.folder, "haven.log"))
	if err != nil {
		return served{}, err
	}
	defer log.Close()
	cmd := in.command(ctx, "serve", "--addr", "127.0.0.1:0")
	cmd.Stderr = log
	told, err := cmd.StdoutPipe()
	if err != nil {
		return served{}, err
	}
	if err := cmd.Start(); err != nil {
		return served{}, err
	}
	for lines := bufio.NewScanner(told); lines.Scan(); {
		if site := address.FindString(lines.Text()); site != "" {
			go io.Copy(io.Discard, told)
			return served{site, cmd}, nil
		}
	}
	cmd.Wait()
	content, _ := os.ReadFile(log.Name())
	return served{}, fmt.Errorf("the server did not start: %s", content)
}

// verify has the program prove the audit trail, which must have so many lines.
func (in instance) verify(ctx context.Context, lines int, out io.Writer) error {
	told, err := in.command(ctx, "audit", "verify").CombinedOutput()
	if err != nil {
		return fmt.Errorf("haven audit verify: %w: %s", err, told)
	}
	first, _, _ := strings.Cut(string(told), "\n")
	if !strings.Contains(first, fmt.Sprintf("is whole: %d entries", lines)) {
		return fmt.Errorf("want %d lines in the audit trail: %s", lines, first)
	}
	_, err = fmt.Fprintln(out, first)
	return err
}
