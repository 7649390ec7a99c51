package web

import (
	"fmt"
	"strings"
	"sync"
	"testing"
)

func TestChoicesShowTheirOwnNumbersHoweverManyPagesAreMadeAtOnce(t *testing.T) {
	for lang, pages := range newServer(t, config()).templates {
		var making sync.WaitGroup
		for found := range 50 {
			making.Go(func() {
				one := choice{Code: "MD", Label: "Medi<caid", Help: "For & by you", Found: found, Chosen: found%2 == 0}
				shown := resultsPage{Filters: filters{Categories: []category{{Choices: []choice{one, {Code: "SS", Found: found + 2000}}}}}}
				var html strings.Builder
				if err := pages["results"].ExecuteTemplate(&html, "filters", shown); err != nil {
					t.Error(err)
				}
				for _, want := range []string{
					fmt.Sprintf(`<span aria-hidden="true">%d</span>`, found), fmt.Sprintf(`<span aria-hidden="true">2,%03d</span>`, found),
					`Medi&lt;caid`, `For &amp; by you`,
				} {
					if !strings.Contains(html.String(), want) {
						t.Errorf("%s: of %d places there is no %s in %s", lang, found, want, html.String())
					}
				}
				if chosen := strings.Contains(html.String(), `value="MD" checked`); chosen != one.Chosen {
					t.Errorf("%s: whether it is chosen is %v", lang, chosen)
				}
			})
		}
		making.Wait()
	}
}
