package httpx

import (
	"strings"

	"github.com/gofiber/fiber/v2"
)

// policy lets pages load what we serve ourselves, pictures of one more site if
// there is one, and nothing else. There is no inline code.
func policy(pictures string) string {
	return strings.Replace(ownPolicy, "img-src 'self'", strings.TrimSpace("img-src 'self' "+pictures), 1)
}

const ownPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// setHeaders sets what every answer carries. Nothing may be stored unless the
// handler says so: on a shared computer the back button must not tell what
// somebody looked for.
func setHeaders(c *fiber.Ctx, pictures string) {
	c.Set(fiber.HeaderContentSecurityPolicy, policy(pictures))
	c.Set(fiber.HeaderXContentTypeOptions, "nosniff")
	c.Set(fiber.HeaderXFrameOptions, "DENY") // for browsers without frame-ancestors
	c.Set(fiber.HeaderReferrerPolicy, "no-referrer")
	c.Set(fiber.HeaderPermissionsPolicy, "geolocation=(self), camera=(), microphone=(), payment=(), usb=(), browsing-topics=()")
	c.Set("X-DNS-Prefetch-Control", "off") // a look-up would tell the network which place's site a page links to
	c.Set("Cross-Origin-Opener-Policy", "same-origin")
	c.Set("Cross-Origin-Resource-Policy", "same-origin")
	c.Set(fiber.HeaderCacheControl, "no-store")
}
