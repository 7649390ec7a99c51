package api_test

import (
	"maps"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"haven/internal/api"
	"haven/internal/ask"
	"haven/internal/httpx"
)

// object is a mapping of the description.
type object = map[string]any

func description(t *testing.T) object {
	t.Helper()
	_, body := get(t, "/api/v1/openapi.yaml")
	file, err := os.ReadFile("openapi.yaml")
	if err != nil || body != string(file) {
		t.Fatalf("what is served is not openapi.yaml (%v)", err)
	}
	var d object
	if err := yaml.Unmarshal(file, &d); err != nil {
		t.Fatal(err)
	}
	return d
}

// at follows keys into the description, and references on the way.
func at(t *testing.T, d object, keys ...string) object {
	t.Helper()
	here := d
	for _, key := range keys {
		next, ok := here[key].(object)
		if !ok {
			t.Fatalf("the description has no %s in %v", key, keys)
		}
		here = deref(t, d, next)
	}
	return here
}

func deref(t *testing.T, d, o object) object {
	t.Helper()
	ref, ok := o["$ref"].(string)
	if !ok {
		return o
	}
	return at(t, d, strings.Split(strings.TrimPrefix(ref, "#/"), "/")...)
}

func TestEveryReferenceLeadsSomewhere(t *testing.T) {
	d := description(t)
	var visit func(node any)
	visit = func(node any) {
		switch node := node.(type) {
		case object:
			deref(t, d, node)
			for _, inner := range node {
				visit(inner)
			}
		case []any:
			for _, inner := range node {
				visit(inner)
			}
		}
	}
	visit(d)
}

func TestEveryRouteIsDescribedAndNoOther(t *testing.T) {
	var routes []string
	param := regexp.MustCompile(`:(\w+)`)
	for _, r := range newApp(config()).GetRoutes(true) {
		if r.Method != "HEAD" {
			routes = append(routes, r.Method+" "+param.ReplaceAllString(r.Path, "{$1}"))
		}
	}
	var described []string
	for path, methods := range at(t, description(t), "paths") {
		for method := range methods.(object) {
			described = append(described, strings.ToUpper(method)+" "+path)
		}
	}
	slices.Sort(routes)
	slices.Sort(described)
	if !slices.Equal(routes, described) {
		t.Errorf("routes are\n%s\ndescribed are\n%s", strings.Join(routes, "\n"), strings.Join(described, "\n"))
	}
}

func TestEveryParameterIsDescribedAndNoOther(t *testing.T) {
	known := map[string][]string{
		"/api/v1/search":         ask.Params(),
		"/api/v1/suggest":        {"q", "limit", "lang", "near"},
		"/api/v1/export.ndjson":  {"include"},
		"/api/v1/export.csv":     {"include"},
		"/api/v1/export.geojson": {"include"},
	}
	d := description(t)
	for path, methods := range at(t, d, "paths") {
		want := slices.Sorted(slices.Values(known[path]))
		for method := range methods.(object) {
			if got := parameters(t, d, path, method); !slices.Equal(got, want) {
				t.Errorf("%s %s is described with %v and takes %v", method, path, got, want)
			}
		}
	}
}

// parameters are the names that an operation takes in its address or body.
func parameters(t *testing.T, d object, path, method string) []string {
	t.Helper()
	operation := at(t, d, "paths", path, method)
	if method == "post" {
		schema := at(t, operation, "requestBody", "content", "application/json", "schema", "properties")
		return slices.Sorted(maps.Keys(schema))
	}
	var names []string
	all, _ := operation["parameters"].([]any)
	for _, p := range all {
		if p := p.(object); p["in"] == "query" {
			names = append(names, p["name"].(string))
		}
	}
	slices.Sort(names)
	return names
}

func TestEveryRouteOfTheAPIRefusesUnknownParameters(t *testing.T) {
	for path := range at(t, description(t), "paths") {
		if !strings.HasPrefix(path, "/api/") {
			continue
		}
		response, body := get(t, strings.ReplaceAll(path, "{id}", "hvn0000001")+"?nonsense=1")
		refused(t, response, body, "nonsense", "no parameter")
	}
}

func TestEveryFieldIsDescribedAndNoOther(t *testing.T) {
	d := description(t)
	for name, answer := range map[string]any{
		"SearchAnswer":   api.SearchAnswer{},
		"Facility":       api.Facility{},
		"OpeningsAnswer": api.OpeningsAnswer{},
		"OpeningsTold":   api.OpeningsTold{},
		"SuggestAnswer":  api.SuggestAnswer{},
		"TaxonomyAnswer": api.TaxonomyAnswer{},
		"Feature":        api.Feature{},
		"HealthAnswer":   api.HealthAnswer{},
		"Problem":        httpx.Problem{},
	} {
		s := shapes{t: t, d: d, seen: map[reflect.Type]bool{}}
		s.compare(name, reflect.TypeOf(answer), at(t, d, "components", "schemas", name))
	}
}
