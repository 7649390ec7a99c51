package table

import (
	"errors"
	"fmt"
	"os"
)

// MaxFile is how large a file may be, in bytes. The largest of SAMHSA's has
// 2 MB.
const MaxFile = 64 << 20

// Open opens a file for reading and returns its size. Its errors say what to
// do.
func Open(name string) (*os.File, int64, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, 0, err
	}
	size, err := sizeOf(f)
	if err != nil {
		f.Close()
		return nil, 0, err
	}
	return f, size, nil
}

func sizeOf(f *os.File) (int64, error) {
	info, err := f.Stat()
	switch {
	case err != nil:
		return 0, err
	case !info.Mode().IsRegular():
		return 0, errors.New("it is not a file: name the file to import")
	case info.Size() == 0:
		return 0, errors.New("the file is empty: download it again")
	case info.Size() > MaxFile:
		return 0, fmt.Errorf("the file has %d MB; files of this source have at most %d: check that it is the right one", info.Size()>>20, MaxFile>>20)
	}
	return info.Size(), nil
}
