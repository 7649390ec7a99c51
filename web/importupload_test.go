package web

import (
	"io"
	"mime/multipart"
	"strings"
	"testing"

	"haven/internal/tray"
)

// Whatever a stranger's browser sends, what is read is within the limits, and
// every file that was kept is told.
func FuzzUpload(f *testing.F) {
	f.Add("--b\r\nContent-Disposition: form-data; name=\"source\"\r\n\r\notp\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"otp.csv\"\r\n\r\na,b\r\n--b--\r\n")
	f.Add("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"..\\\\..\\\\x\"\r\n\r\n\r\n--b--")
	f.Add("--b\r\nContent-Disposition: form-data; name=\"mapping\"\r\n\r\nsource: x\x00\r\n--b--\r\n")
	f.Fuzz(func(t *testing.T, body string) {
		kept := 0
		u, err := readUpload(multipart.NewReader(strings.NewReader(body), "b"), func(r io.Reader) (tray.Kept, error) {
			n, err := io.Copy(io.Discard, r)
			if err == nil {
				kept++
			}
			return tray.Kept{ID: "x", Size: n}, err
		})
		if kept > 1 || (kept == 1) != (u.kept != nil) {
			t.Errorf("%d files were kept, told is %v (%v)", kept, u.kept, err)
		}
		if len(u.offer.Mapping) > tray.MaxMapping || len(u.offer.Source) > maxText+2 || strings.Contains(u.offer.Mapping, "\x00") {
			t.Errorf("offered is %+v", u.offer)
		}
	})
}
