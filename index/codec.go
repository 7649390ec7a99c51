package index

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"
	"time"
)

// The codec writes Go values field by field, so that a field added to a
// listing is kept without anybody thinking of it. What it writes can be read
// only by a program whose types have the same [shape].

// errCorrupt means that bytes are not what was written.
var errCorrupt = errors.New("the file is damaged")

var timeType = reflect.TypeFor[time.Time]()

// encode appends a value.
func encode(to []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.String:
		to = binary.AppendUvarint(to, uint64(v.Len()))
		return append(to, v.String()...)
	case reflect.Bool:
		if v.Bool() {
			return append(to, 1)
		}
		return append(to, 0)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return binary.AppendVarint(to, v.Int())
	case reflect.Uint64:
		return binary.LittleEndian.AppendUint64(to, v.Uint())
	case reflect.Float64:
		return binary.LittleEndian.AppendUint64(to, math.Float64bits(v.Float()))
	case reflect.Slice:
		to = binary.AppendUvarint(to, uint64(v.Len()))
		for i := range v.Len() {
			to = encode(to, v.Index(i))
		}
		return to
	case reflect.Struct:
		return encodeStruct(to, v)
	}
	panic("index: cannot keep a " + v.Type().String()) // shape refuses it first
}

func encodeStruct(to []byte, v reflect.Value) []byte {
	if v.Type() == timeType {
		t := v.Interface().(time.Time)
		to = binary.AppendVarint(to, t.Unix())
		return binary.AppendVarint(to, int64(t.Nanosecond()))
	}
	for i := range v.NumField() {
		to = encode(to, v.Field(i))
	}
	return to
}

// shape describes a type that the codec can write.
func shape(t reflect.Type) (string, error) {
	switch t.Kind() {
	case reflect.String, reflect.Bool, reflect.Float64, reflect.Uint64,
		reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return t.Kind().String(), nil
	case reflect.Slice:
		of, err := shape(t.Elem())
		return "[]" + of, err
	case reflect.Struct:
		return shapeOfStruct(t)
	}
	return "", fmt.Errorf("index: cannot keep a %v", t)
}

func shapeOfStruct(t reflect.Type) (string, error) {
	if t == timeType {
		return "time", nil
	}
	var fields []string
	for i := range t.NumField() {
		f := t.Field(i)
		if !f.IsExported() {
			return "", fmt.Errorf("index: cannot keep %v.%s", t, f.Name)
		}
		of, err := shape(f.Type)
		if err != nil {
			return "", err
		}
		fields = append(fields, f.Name+" "+of)
	}
	return "{" + strings.Join(fields, ";") + "}", nil
}

// decoder reads what encode wrote. The strings it makes share the memory of
// the text.
type decoder struct {
	text string
	at   int
}

func (d *decoder) decode(v reflect.Value) error {
	switch v.Kind() {
	case reflect.String:
		text, err := d.string()
		v.SetString(text)
		return err
	case reflect.Bool:
		text, err := d.take(1)
		v.SetBool(text == "\x01")
		return err
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		n, err := d.varint()
		if err == nil && v.OverflowInt(n) {
			return errCorrupt
		}
		v.SetInt(n)
		return err
	case reflect.Uint64:
		n, err := d.uint64()
		v.SetUint(n)
		return err
	case reflect.Float64:
		n, err := d.uint64()
		v.SetFloat(math.Float64frombits(n))
		return err
	case reflect.Slice:
		return d.slice(v)
	}
	return d.structure(v)
}

// slice reads nil for an empty slice, as most are made.
func (d *decoder) slice(v reflect.Value) error {
	n, err := d.length()
	if err != nil || n == 0 {
		return err
	}
	v.Set(reflect.MakeSlice(v.Type(), n, n))
	for i := range n {
		if err := d.decode(v.Index(i)); err != nil {
			return err
		}
	}
	return nil
}

func (d *decoder) structure(v reflect.Value) error {
	if v.Type() == timeType {
		seconds, err := d.varint()
		nanoseconds, err2 := d.varint()
		v.Set(reflect.ValueOf(time.Unix(seconds, nanoseconds).UTC()))
		return errors.Join(err, err2)
	}
	for i := range v.NumField() {
		if err := d.decode(v.Field(i)); err != nil {
			return err
		}
	}
	return nil
}

func (d *decoder) take(n int) (string, error) {
	if n < 0 || n > len(d.text)-d.at {
		return "", errCorrupt
	}
	d.at += n
	return d.text[d.at-n : d.at], nil
}

func (d *decoder) string() (string, error) {
	n, err := d.length()
	if err != nil {
		return "", err
	}
	return d.take(n)
}

// length reads a number of things that take a byte at least each.
func (d *decoder) length() (int, error) {
	n, err := d.uvarint()
	if err != nil || n > uint64(len(d.text)-d.at) {
		return 0, errCorrupt
	}
	return int(n), nil
}

func (d *decoder) uint64() (uint64, error) {
	text, err := d.take(8)
	if err != nil {
		return 0, err
	}
	return binary.LittleEndian.Uint64([]byte(text)), nil
}

func (d *decoder) uvarint() (uint64, error) {
	n := uint64(0)
	for shift := 0; shift < 64 && d.at < len(d.text); shift += 7 {
		b := d.text[d.at]
		d.at++
		n |= uint64(b&0x7F) << shift
		if b < 0x80 {
			return n, nil
		}
	}
	return 0, errCorrupt
}

func (d *decoder) varint() (int64, error) {
	n, err := d.uvarint()
	return int64(n>>1) ^ -int64(n&1), err
}
