package api

import (
	"net/http"

	"github.com/gofiber/fiber/v2"

	"haven/internal/httpx"
)

// HealthAnswer says that the server is well.
type HealthAnswer struct {
	Status string `json:"status"` // ok or ready
}

// ready answers once searches can be.
func (a *api) ready(c *fiber.Ctx) error {
	if err := a.Ready(c.UserContext()); err != nil {
		return httpx.Fail(http.StatusServiceUnavailable, "The directory is being made ready. Try again in a moment.", err)
	}
	return c.JSON(HealthAnswer{Status: "ready"})
}

// healthy answers as long as the process does.
func healthy(c *fiber.Ctx) error { return c.JSON(HealthAnswer{Status: "ok"}) }
