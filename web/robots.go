package web

import (
	"strings"

	"github.com/gofiber/fiber/v2"
)

// private begin the addresses that programs are asked to stay away from, in
// all languages: what somebody looked for, and what is no page.
var private = []string{searchPath, foundPath, listPath, answerPath}

// robots asks search engines to leave searches and the API alone.
func (s *Server) robots(c *fiber.Ctx) error {
	var text strings.Builder
	text.WriteString("User-agent: *\nDisallow: /api/\n")
	for _, path := range private {
		for _, v := range s.versions(path) {
			text.WriteString("Disallow: " + v.Path + "\n")
		}
	}
	text.WriteString("Sitemap: " + s.BaseURL + sitemapPath + "\n")
	c.Set(fiber.HeaderContentType, fiber.MIMETextPlainCharsetUTF8)
	c.Set(fiber.HeaderCacheControl, "public, max-age=3600")
	return c.SendString(text.String())
}
