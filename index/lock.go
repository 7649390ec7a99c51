package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

// lockPatience is how long a new owner waits for the last one to leave: a
// server that is being replaced takes a moment to go.
const (
	lockPatience = 3 * time.Second
	lockRetry    = 50 * time.Millisecond
)

// lock makes this process the only one to use the home, until the file is
// closed or the process ends.
func lock(ctx context.Context, home string) (*os.File, error) {
	file, err := os.OpenFile(filepath.Join(home, lockName), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, lockPatience)
	defer cancel()
	for {
		err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if err == nil {
			return file, nil
		}
		if !errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, errors.Join(fmt.Errorf("lock %s: %w", home, err), file.Close())
		}
		select {
		case <-ctx.Done():
			return nil, errors.Join(fmt.Errorf("the search index in %s is in use by another haven: stop that one first", home), file.Close())
		case <-time.After(lockRetry):
		}
	}
}
