package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
)

// unzip opens the archive that a workbook is and checks what its parts say
// they unpack to.
func unzip(r io.ReaderAt, size int64) (map[string]*zip.File, error) {
	start := make([]byte, 8)
	n, err := r.ReadAt(start, 0)
	if err != nil && err != io.EOF {
		return nil, err
	}
	if !bytes.HasPrefix(start[:n], []byte("PK")) {
		return nil, notWorkbook(start)
	}
	opening := &rationed{r, maxDirectory}
	archive, err := zip.NewReader(opening, size)
	if errors.Is(err, errTooMuch) {
		return nil, errors.New("the file has far more parts than a workbook: check that it is the right one")
	}
	if err != nil {
		return nil, damaged(err)
	}
	opening.left = math.MaxInt64
	return partsOf(archive)
}

// notWorkbook says what else a file may be.
func notWorkbook(start []byte) error {
	if bytes.Equal(start, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) {
		return errors.New("the file is an old .xls workbook or protected by a password: save it as .xlsx without one")
	}
	return errors.New("the file is not an Excel workbook (.xlsx): check that it is the right one, or download it again")
}

func damaged(err error) error {
	return fmt.Errorf("the workbook is cut off or damaged: download it again (%w)", err)
}

// partsOf lists the parts by name, unless they would unpack to too much.
func partsOf(archive *zip.Reader) (map[string]*zip.File, error) {
	parts := make(map[string]*zip.File, len(archive.File))
	var unpacked uint64
	for _, part := range archive.File {
		size := part.UncompressedSize64
		if size > maxUnpacked || unpacked+size > maxUnpacked {
			return nil, fmt.Errorf("the workbook unpacks to more than %d MB, which no real one does: check that it is the right file", maxUnpacked>>20)
		}
		unpacked += size
		if size > maxLargePart && size/maxRatio > part.CompressedSize64 {
			return nil, fmt.Errorf("%s unpacks to %d MB from %d KB, as no real sheet does: check that it is the right file", part.Name, size>>20, part.CompressedSize64>>10)
		}
		parts[partName(part.Name)] = part
	}
	return parts, nil
}

// partName makes names comparable: their case does not matter, and some
// programs write backslashes.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

var errTooMuch = errors.New("more than a real workbook has")

// rationed lets only so many bytes be read: package zip keeps every part's
// header in memory, however many an archive lists.
type rationed struct {
	io.ReaderAt
	left int64
}

func (r *rationed) ReadAt(p []byte, at int64) (int, error) {
	if r.left -= int64(len(p)); r.left < 0 {
		return 0, errTooMuch
	}
	return r.ReaderAt.ReadAt(p, at)
}
