package pgcluster

import (
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// Installed reports whether this machine has PostgreSQL.
func Installed() bool { return findPrograms() != "" }

// findPrograms returns the folder that holds initdb: that of Debian's newest
// PostgreSQL, else what PATH leads to, else "".
func findPrograms() string {
	newest, bin := 0, ""
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	for _, path := range found {
		dir := filepath.Dir(path)
		if version, err := strconv.Atoi(filepath.Base(filepath.Dir(dir))); err == nil && version > newest {
			newest, bin = version, dir
		}
	}
	if bin != "" {
		return bin
	}
	if path, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(path)
	}
	return ""
}

// serverOwner returns who the server must run as: initdb refuses root, so
// root hands it to the user postgres, or nobody; others own it themselves.
func serverOwner() (*syscall.Credential, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		if owner, err := credential(name); err == nil {
			return owner, nil
		}
	}
	return nil, fmt.Errorf("starting PostgreSQL: it refuses to run as root, and there is no user postgres or nobody")
}

func credential(name string) (*syscall.Credential, error) {
	account, err := user.Lookup(name)
	if err != nil {
		return nil, err
	}
	uid, err := strconv.ParseUint(account.Uid, 10, 32)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.ParseUint(account.Gid, 10, 32)
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, err
}
