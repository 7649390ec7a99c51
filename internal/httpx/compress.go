package httpx

import (
	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
)

// compressed answers in the best encoding that a client takes: a page of
// results is a fifth then, which counts on one bar of signal. Answers that are
// encoded already stay as they are, and so do streams: a reader must notice when
// one breaks off.
//
// Lengths of compressed answers tell a secret to somebody who can have text of
// their own put beside it (BREACH). Seekers' pages have no such secret: there are
// no cookies, so whoever makes a visitor's browser ask gets what anybody gets, and
// a sealed address is made anew for each search. Pages for people who have
// signed in are [Uncompressed].
func compressed() fiber.Handler {
	pack := fasthttp.CompressHandlerBrotliLevel(func(*fasthttp.RequestCtx) {}, fasthttp.CompressBrotliBestSpeed, fasthttp.CompressBestSpeed)
	return func(c *fiber.Ctx) error {
		if err := c.Next(); err != nil {
			return err
		}
		if c.Locals(plainKey{}) == nil && !c.Response().IsBodyStream() {
			pack(c.Context())
		}
		return nil
	}
}
