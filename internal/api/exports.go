package api

import (
	"net/http"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"haven/internal/httpx"
)

const (
	// maxExports is how many exports run at once: each keeps a processor busy
	// that searches need.
	maxExports = 2
	// exportWait is about how long one takes, in seconds.
	exportWait = 10
)

// exports holds a token for each export that is running.
type exports chan struct{}

// begin takes a place among the running exports, to be given back by done, or
// tells when to come again. A request for the headers alone takes none.
func (e exports) begin(c *fiber.Ctx) (done func(), err error) {
	if c.Method() == http.MethodHead {
		return func() {}, nil
	}
	select {
	case e <- struct{}{}:
		return func() { <-e }, nil
	default:
		c.Set(fiber.HeaderRetryAfter, strconv.Itoa(exportWait))
		return nil, httpx.Fail(http.StatusTooManyRequests,
			"Others are being sent the directory. Wait "+strconv.Itoa(exportWait)+" s, then ask again.", nil)
	}
}
