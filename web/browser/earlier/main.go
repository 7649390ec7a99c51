// Command earlier prints what a server sealed some time ago, under the key of that
// time, which it leaves with the others. Tests in the browser learn so what
// becomes of an address as its key grows old.
//
//	earlier DATA_DIR search 23h near=Georgia
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"haven/internal/seal"
	"haven/internal/store"
)

var purposes = map[string]seal.Purpose{"search": seal.Search, "list": seal.Shortlist}

func main() {
	if len(os.Args) != 5 {
		fail("give the data folder, search or list, how long ago, and what to seal")
	}
	age, err := time.ParseDuration(os.Args[3])
	if err != nil {
		fail(err)
	}
	token, err := sealed(context.Background(), os.Args[1], purposes[os.Args[2]], age, os.Args[4])
	if err != nil {
		fail(err)
	}
	fmt.Println(token)
}

func fail(why any) {
	fmt.Fprintln(os.Stderr, "earlier:", why)
	os.Exit(1)
}

// sealed seals as a server of the data folder did when it was age ago.
func sealed(ctx context.Context, folder string, p seal.Purpose, age time.Duration, content string) (string, error) {
	s, err := store.Open(ctx, filepath.Join(folder, "haven.db"))
	if err != nil {
		return "", err
	}
	defer s.Close()
	master, err := seal.ReadMaster(filepath.Join(folder, "master.key"))
	if err != nil {
		return "", err
	}
	sealer, err := seal.New(ctx, s, master, func() time.Time { return time.Now().Add(-age) })
	if err != nil {
		return "", err
	}
	return sealer.Seal(ctx, p, []byte(content))
}
