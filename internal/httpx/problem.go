package httpx

import (
	"encoding/json"
	"net/http"

	"github.com/gofiber/fiber/v2"
)

// Problem is an error as programs read it (RFC 9457).
type Problem struct {
	Type   string `json:"type"`  // "about:blank": the status says it all
	Title  string `json:"title"` // of the status
	Status int    `json:"status"`
	// Detail says what is wrong and what to send instead.
	Detail string `json:"detail"`
	// Param names the parameter that was refused, if one was.
	Param string `json:"param,omitempty"`
	// Suggestions are values of Param that would do, best first.
	Suggestions []string `json:"suggestions,omitempty"`
	// RequestID finds the request in the operator's log.
	RequestID string `json:"request_id,omitempty"`
}

func answerProblem(c *fiber.Ctx, e *Error) error {
	body, err := json.Marshal(Problem{
		Type:        "about:blank",
		Title:       http.StatusText(e.Status),
		Status:      e.Status,
		Detail:      e.Message,
		Param:       e.Param,
		Suggestions: e.Suggestions,
		RequestID:   RequestID(c),
	})
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "application/problem+json")
	return c.Send(body)
}
