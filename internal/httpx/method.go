package httpx

import (
	"slices"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
)

// otherMethod stands for methods that HTTP knows and we do not, such as those
// of WebDAV: no route takes it.
const otherMethod = "OTHER"

// takeAnyMethod lets requests of every method come as far as the routes, where
// they are answered like any other that an address does not take. The router
// itself would refuse a method it has not heard of, without headers, log line
// and Allow.
func takeAnyMethod(app *fiber.App) {
	server, known := app.Server(), app.Config().RequestMethods
	serve := server.Handler
	server.Handler = func(r *fasthttp.RequestCtx) {
		if !slices.Contains(known, string(r.Method())) {
			r.Request.Header.SetMethod(otherMethod)
		}
		serve(r)
	}
}
