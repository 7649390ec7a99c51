package api

import (
	"maps"
	"slices"
	"time"

	"github.com/go-faster/jx"
	"github.com/gofiber/fiber/v2"
)

// writer writes the answers that are asked for most, as encoding/json would
// but without reflection, which took a third of a search. Answers are structs
// all the same: they are the contract, and a test holds the two together.
type writer struct {
	jx.Writer
	follows bool // what comes next follows a sibling
}

// answerJSON answers with what write writes, into the buffer that the server
// sends from.
func answerJSON(c *fiber.Ctx, write func(*writer)) {
	response := c.Response()
	var w writer
	w.Buf = response.SwapBody(nil)[:0]
	write(&w)
	response.SwapBody(w.Buf)
	response.Header.SetContentType(fiber.MIMEApplicationJSON)
}

func (w *writer) next() {
	if w.follows {
		w.Comma()
	}
	w.follows = true
}

// name begins a field; its value comes next. Names are ours: nothing in them
// needs to be escaped.
func (w *writer) name(name string) {
	w.next()
	w.FieldStart(name)
}

func (w *writer) object(fields func()) {
	w.ObjStart()
	w.follows = false
	fields()
	w.ObjEnd()
	w.follows = true
}

func (w *writer) array(values func()) {
	w.ArrStart()
	w.follows = false
	values()
	w.ArrEnd()
	w.follows = true
}

func (w *writer) text(name, value string) {
	w.name(name)
	w.StrEscape(value)
}

// textIfAny leaves an empty text out.
func (w *writer) textIfAny(name, value string) {
	if value != "" {
		w.text(name, value)
	}
}

func (w *writer) texts(name string, values []string) {
	w.name(name)
	w.array(func() {
		for _, value := range values {
			w.next()
			w.StrEscape(value)
		}
	})
}

// textsIfAny leaves an empty list out.
func (w *writer) textsIfAny(name string, values []string) {
	if len(values) > 0 {
		w.texts(name, values)
	}
}

func (w *writer) number(name string, value int64) {
	w.name(name)
	w.Int64(value)
}

// numberIfAny leaves zero out.
func (w *writer) numberIfAny(name string, value int) {
	if value != 0 {
		w.number(name, int64(value))
	}
}

func (w *writer) decimal(name string, value float64) {
	w.name(name)
	w.Float64(value)
}

func (w *writer) flag(name string, value bool) {
	w.name(name)
	w.Bool(value)
}

func (w *writer) moment(name string, value time.Time) {
	w.name(name)
	w.RawStr(`"`)
	w.Buf = value.AppendFormat(w.Buf, time.RFC3339Nano)
	w.RawStr(`"`)
}

// params writes parameters to send, sorted by name.
func (w *writer) params(name string, values map[string]string) {
	w.name(name)
	w.object(func() {
		for _, param := range slices.Sorted(maps.Keys(values)) {
			w.key(param)
			w.StrEscape(values[param])
		}
	})
}

// key begins a field whose name may be anybody's.
func (w *writer) key(name string) {
	w.next()
	w.StrEscape(name)
	w.RawStr(":")
}

// writeObject writes an object whose fields fields writes.
func writeObject[T any](w *writer, name string, value *T, fields func(*writer, *T)) {
	w.name(name)
	w.object(func() { fields(w, value) })
}

// writeList writes objects whose fields fields writes.
func writeList[T any](w *writer, name string, values []T, fields func(*writer, *T)) {
	w.name(name)
	w.array(func() {
		for i := range values {
			w.next()
			w.object(func() { fields(w, &values[i]) })
		}
	})
}
