package httpx

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/gofiber/fiber/v2"
)

// Bodies come as streams, so that a file to load is never in memory whole. All
// others are read here, within the limit: Fiber would read a stream to its end,
// however long it is.

// takeBody reads the body of a request, unless its handler takes a file.
func (e *edge) takeBody(c *fiber.Ctx) error {
	request := c.Request()
	if !request.IsBodyStream() {
		return nil
	}
	if e.Uploads != nil && c.Method() == http.MethodPost && e.Uploads(c.Path()) {
		c.Locals(uploadKey{}, true)
		c.Context().SetConnectionClose() // what is left unread is no request
		return nil
	}
	most := e.mostOf(c)
	body, err := io.ReadAll(io.LimitReader(c.Context().RequestBodyStream(), most+1))
	switch {
	case errors.Is(err, os.ErrDeadlineExceeded):
		c.Context().SetConnectionClose()
		return fiber.NewError(http.StatusRequestTimeout)
	case err != nil:
		c.Context().SetConnectionClose()
		return fiber.NewError(http.StatusBadRequest)
	case int64(len(body)) > most:
		c.Context().SetConnectionClose()
		return tooLarge(most)
	}
	request.SetBody(body)
	return nil
}

// mostOf is how many bytes the body of a request may have.
func (e *edge) mostOf(c *fiber.Ctx) int64 {
	if e.Long != nil && e.Long(c.Path()) {
		return maxLong
	}
	return maxBody
}

func tooLarge(most int64) *Error {
	return Fail(http.StatusRequestEntityTooLarge, fmt.Sprintf("The request is larger than %d KB. Ask for less.", most>>10), nil)
}

// maxLeft is how much of a file is read that its handler refused: a browser
// shows the answer only when all is sent.
const maxLeft = 64 << 20

// leaveBody reads what a handler left of a file.
func leaveBody(c *fiber.Ctx) {
	if IsUpload(c) && c.Request().IsBodyStream() {
		io.Copy(io.Discard, io.LimitReader(c.Context().RequestBodyStream(), maxLeft))
	}
}

type uploadKey struct{}

// IsUpload reports whether the body of a request is a file, which only
// [Upload] may read.
func IsUpload(c *fiber.Ctx) bool { return c.Locals(uploadKey{}) != nil }

// maxUpload is how long a file may take to arrive: 64 MB over a slow line.
const maxUpload = 30 * time.Minute

// Upload is the body of a request whose path [Config.Uploads] takes, as it
// comes. The server's time-out is for the whole of a request; here each part
// that comes earns time for the next.
func Upload(c *fiber.Ctx) io.Reader {
	if !c.Request().IsBodyStream() {
		return bytes.NewReader(c.Body())
	}
	return &upload{c.Context().RequestBodyStream(), c.Context().Conn(), time.Now().Add(maxUpload)}
}

type upload struct {
	body io.Reader
	conn net.Conn
	end  time.Time
}

func (u *upload) Read(p []byte) (int, error) {
	until := time.Now().Add(maxStall)
	if until.After(u.end) {
		until = u.end
	}
	if err := u.conn.SetReadDeadline(until); err != nil {
		return 0, err
	}
	return u.body.Read(p)
}
