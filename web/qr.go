package web

import (
	"fmt"
	"image/color"
	"strings"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/qr"
	"github.com/gofiber/fiber/v2"
)

// quiet is the empty margin that readers of a QR code need, in modules.
const quiet = 4

// qr draws the public address of a place, for somebody else's telephone. It
// is a file of its own, so that pages stay light.
func (s *Server) qr(c *fiber.Ctx) error {
	listing, err := s.standing(c.UserContext(), c.Params("id"))
	if err != nil {
		return err
	}
	drawn, err := drawQR(s.BaseURL + s.speech(c).path(facilityPath(listing.ID)))
	if err != nil {
		return fmt.Errorf("draw a QR code: %w", err)
	}
	c.Set(fiber.HeaderContentType, "image/svg+xml")
	return c.SendString(drawn)
}

// drawQR draws a text as a QR code, in SVG: one square for each module, and a
// margin. A quarter of it may be worn off or covered.
func drawQR(text string) (string, error) {
	code, err := qr.Encode(text, qr.Q, qr.Auto)
	if err != nil {
		return "", err
	}
	size := code.Bounds().Dx()
	var path strings.Builder
	for y := range size {
		for x := range size {
			if isDark(code, x, y) {
				fmt.Fprintf(&path, "M%d %dh1v1h-1z", x+quiet, y+quiet)
			}
		}
	}
	whole := size + 2*quiet
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %[1]d %[1]d" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h%[1]dv%[1]dH0z"/><path d="%[2]s"/></svg>`,
		whole, path.String()), nil
}

func isDark(code barcode.Barcode, x, y int) bool {
	return color.GrayModel.Convert(code.At(x, y)).(color.Gray).Y < 128
}
