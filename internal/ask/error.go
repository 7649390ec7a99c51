package ask

import (
	"errors"
	"fmt"
	"unicode/utf8"
)

// ParamError tells the person who asked which parameter cannot be understood
// and what to send instead.
type ParamError struct {
	Param   string // as in the contract, such as "radius"
	Value   string // what was sent
	Message string // a sentence for people
	// Suggestions are values of Param that would be understood, best first.
	Suggestions []string
}

func (e *ParamError) Error() string { return e.Param + ": " + e.Message }

func wrong(param, value, format string, args ...any) *ParamError {
	return &ParamError{Param: param, Value: value, Message: fmt.Sprintf(format, args...)}
}

// maxQuoted is how many characters of what was sent a message repeats.
const maxQuoted = 60

// quoted is a value as messages repeat it: cut, and with nothing invisible.
func quoted(value string) string {
	if utf8.RuneCountInString(value) > maxQuoted {
		value = string([]rune(value)[:maxQuoted]) + "…"
	}
	return fmt.Sprintf("%q", value)
}

func isParamError(err error) bool {
	var wrong *ParamError
	return errors.As(err, &wrong)
}
