package web

import (
	"html/template"
	"strings"
	"testing"
)

func TestConstantsAreSaidOnceWhenATemplateIsRead(t *testing.T) {
	asked := 0
	say := func(key string) string { asked++; return "<" + key + `"&'>` }
	const source = `<p title="{{t "a"}}">{{- t "b" }}</p>{{if .}}{{t "c"}}{{else}}{{t "d"}}{{end}}{{range .}}{{t "e"}}{{t .}}{{end}}` +
		`{{with .}}{{"f" | t}}{{template "own" .}}{{end}}{{define "own"}}<b>{{t "g"}}{{len .}}</b>{{end}}`
	read := func() *template.Template {
		return template.Must(template.New("page").Funcs(template.FuncMap{"t": say}).Parse(source))
	}
	page := func(of *template.Template) string {
		var out strings.Builder
		if err := of.Execute(&out, []string{"x", "y"}); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	plain, once := read(), read()
	constants{"t": say}.in(once)
	asked = 0
	said := page(once)
	if asked != 3 { // x, y, and f, which comes by a pipe
		t.Errorf("to make a page %d texts were looked up", asked)
	}
	if want := page(plain); said != want {
		t.Errorf("the page is\n%s, want\n%s", said, want)
	}
}
