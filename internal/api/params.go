package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"haven/internal/ask"
	"haven/internal/httpx"
)

// values are the parameters of a request: those of its address or, when it
// was posted, the members of its JSON body.
func values(c *fiber.Ctx) (ask.Values, error) {
	inAddress := addressValues(c)
	if c.Method() != fiber.MethodPost {
		return inAddress, nil
	}
	for name := range inAddress {
		return nil, &ask.ParamError{Param: name, Message: "A posted request takes its parameters from the JSON body. Send them there, not in the address."}
	}
	if kind := c.Get(fiber.HeaderContentType); kind != "" && !isJSON(kind) {
		return nil, httpx.Fail(http.StatusUnsupportedMediaType, "Send the parameters as a JSON object with Content-Type: application/json.", nil)
	}
	return bodyValues(c.Body())
}

// addressValues copies the parameters of the address.
func addressValues(c *fiber.Ctx) ask.Values {
	v := ask.Values{}
	c.Context().QueryArgs().VisitAll(func(name, value []byte) {
		v[string(name)] = append(v[string(name)], string(value))
	})
	return v
}

func isJSON(contentType string) bool {
	kind, _, _ := strings.Cut(strings.ToLower(contentType), ";")
	kind = strings.TrimSpace(kind)
	return kind == fiber.MIMEApplicationJSON || strings.HasSuffix(kind, "+json")
}

// bodyValues reads a JSON object whose members are texts, numbers, booleans or
// lists of them.
func bodyValues(body []byte) (ask.Values, error) {
	v := ask.Values{}
	if len(bytes.TrimSpace(body)) == 0 {
		return v, nil
	}
	members, err := decodeObject(body)
	if err != nil {
		return nil, httpx.Fail(http.StatusBadRequest, `The body is not a JSON object. Send one such as {"near": "30303", "code": ["DT", "MD"]}.`, err)
	}
	for name, member := range members {
		if v[name], err = texts(name, member); err != nil {
			return nil, err
		}
	}
	return v, nil
}

func decodeObject(body []byte) (map[string]any, error) {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var members map[string]any
	if err := decoder.Decode(&members); err != nil {
		return nil, err
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, errors.New("something follows the object")
	}
	return members, nil
}

// texts are the values of a member as an address would hold them.
func texts(name string, member any) ([]string, error) {
	switch m := member.(type) {
	case nil:
		return nil, nil
	case string:
		return []string{m}, nil
	case json.Number:
		return []string{m.String()}, nil
	case bool:
		return []string{strconv.FormatBool(m)}, nil
	case []any:
		return textsOf(name, m)
	}
	return nil, &ask.ParamError{Param: name, Message: name + " is an object. Send a text, a number or a list of texts."}
}

func textsOf(name string, members []any) ([]string, error) {
	all := make([]string, 0, len(members))
	for _, member := range members {
		if _, nested := member.([]any); nested {
			return nil, &ask.ParamError{Param: name, Message: name + " is a list of lists. Send one list of texts."}
		}
		one, err := texts(name, member)
		if err != nil {
			return nil, err
		}
		all = append(all, one...)
	}
	return all, nil
}
