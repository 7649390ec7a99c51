package api_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"haven/internal/api"
)

// shapes compares Go types with schemas.
type shapes struct {
	t    *testing.T
	d    object
	seen map[reflect.Type]bool
}

func (s shapes) compare(where string, typ reflect.Type, schema object) {
	schema = s.flat(schema)
	if typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	if typ == reflect.TypeFor[api.Facets]() {
		typ = reflect.TypeFor[map[string]map[string]int]() // as it is written
	}
	if len(schema) == 0 || s.seen[typ] {
		return
	}
	kind := schemaType(schema)
	if want := jsonType(typ); kind != want {
		s.t.Errorf("%s is a %s and described as a %s", where, want, kind)
		return
	}
	switch {
	case kind == "array":
		s.compare(where+"[]", typ.Elem(), schema["items"].(object))
	case typ.Kind() == reflect.Map:
		s.compare(where+"{}", typ.Elem(), schema["additionalProperties"].(object))
	case kind == "object":
		s.seen[typ] = true
		s.compareFields(where, typ, schema)
	}
}

func (s shapes) compareFields(where string, typ reflect.Type, schema object) {
	properties, _ := schema["properties"].(object)
	fields, required := map[string]reflect.Type{}, map[string]bool{}
	jsonFields(typ, fields, required)
	if have, want := slices.Sorted(maps.Keys(fields)), slices.Sorted(maps.Keys(properties)); !slices.Equal(have, want) {
		s.t.Errorf("%s has the fields %v and is described with %v", where, have, want)
		return
	}
	for name, field := range fields {
		if described := slices.Contains(texts(schema["required"]), name); described != required[name] {
			s.t.Errorf("%s.%s is always there: %v, described so: %v", where, name, required[name], described)
		}
		s.compare(where+"."+name, field, properties[name].(object))
	}
}

// flat resolves references, takes alternatives to null away and merges allOf.
// A schema that only describes itself in words is empty: it takes any value.
func (s shapes) flat(schema object) object {
	schema = deref(s.t, s.d, schema)
	if either, ok := schema["oneOf"].([]any); ok {
		return s.flat(either[0].(object))
	}
	parts, ok := schema["allOf"].([]any)
	if !ok {
		delete(schema, "description")
		return schema
	}
	merged := object{"type": "object", "properties": object{}}
	for _, part := range parts {
		part := s.flat(part.(object))
		properties, _ := part["properties"].(object)
		maps.Copy(merged["properties"].(object), properties)
		merged["required"] = append(texts(merged["required"]), texts(part["required"])...)
	}
	return merged
}

// texts is a list of the description, or one of ours.
func texts(list any) []string {
	switch list := list.(type) {
	case []string:
		return list
	case []any:
		var all []string
		for _, v := range list {
			all = append(all, fmt.Sprint(v))
		}
		return all
	}
	return nil
}

func schemaType(schema object) string {
	if _, ok := schema["const"]; ok {
		return "string"
	}
	if several := texts(schema["type"]); len(several) > 0 {
		return several[0]
	}
	return fmt.Sprint(schema["type"])
}

func jsonType(typ reflect.Type) string {
	switch typ.Kind() {
	case reflect.String:
		return "string"
	case reflect.Bool:
		return "boolean"
	case reflect.Int, reflect.Int64:
		return "integer"
	case reflect.Float64:
		return "number"
	case reflect.Slice, reflect.Array:
		return "array"
	}
	if typ == reflect.TypeFor[time.Time]() {
		return "string"
	}
	return "object"
}

// jsonFields collects the JSON fields of a struct with those of the structs it
// embeds, and which of them are always there.
func jsonFields(typ reflect.Type, fields map[string]reflect.Type, required map[string]bool) {
	for i := range typ.NumField() {
		f := typ.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous && name == "" {
			jsonFields(f.Type, fields, required)
			continue
		}
		fields[name] = f.Type
		required[name] = options == ""
	}
}
