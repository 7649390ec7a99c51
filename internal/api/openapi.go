package api

import (
	_ "embed"

	"github.com/gofiber/fiber/v2"
)

//go:embed openapi.yaml
var description []byte

func openAPI(c *fiber.Ctx) error {
	if err := addressValues(c).Only(); err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "application/yaml")
	return c.Send(description)
}
