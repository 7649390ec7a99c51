package postgis

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/lib/pq"

	"haven/internal/facility"
	"haven/internal/facility/scan"
	"haven/internal/geo"
)

// sphere is the radius of the sphere on which PostGIS measures geography: the
// mean of WGS 84's axes. Ours differs by 3 cm.
const sphere = (2*6378137.0 + 6356752.314245179) / 3

// ourMetre turns a metre on PostGIS's sphere into one on ours. Radii are
// divided by it, so that both draw the same circle.
const ourMetre = geo.EarthRadius / sphere

// statement is a search as SQL: one row with the total, the listings that may
// match, ids and distances of the hits, codes and their counts.
type statement struct {
	text string
	// args are its values where it is prepared. The plan for a circle alone
	// is always the same; others are better when PostgreSQL sees the values.
	args     []any
	prepared bool

	taxonomy *taxonomy
	query    facility.Query
	here     string
	from     string   // what is looked at
	sure     []string // by group, the condition: one of its codes is yes
	may      []string // the conditions that no group is at no
}

// What a statement looks at: all listings, or those it has gathered.
const (
	stored   = "listing"
	gathered = "gathered"
)

func newStatement(t *taxonomy, q facility.Query) *statement {
	limited := q.Radius > 0 && !math.IsInf(q.Radius, 1)
	s := &statement{taxonomy: t, query: q, from: stored, prepared: limited && q.Text == ""}
	s.here = s.value(fmt.Sprintf("SRID=4326;POINT(%v %v)", q.Near.Lon, q.Near.Lat), "geography")
	var where []string
	if limited {
		where = append(where, fmt.Sprintf("ST_DWithin(place, %s, %s, false)", s.here, s.value(fmt.Sprint(q.Radius/ourMetre), "float8")))
	}
	if q.Text != "" {
		where = append(where, fmt.Sprintf("words @@ typed(%s)", s.value(typed(q), "text")))
	}
	for _, g := range q.Groups {
		codes := s.codes(t.numbersOf(g.Codes))
		s.sure = append(s.sure, "yes && "+codes)
		s.may = append(s.may, "may && "+codes)
	}
	if len(where) > 0 {
		s.gather(and(where))
	}
	s.answer()
	return s
}

// typed is the words of a query as the function of that name takes them.
func typed(q facility.Query) string {
	words, prefix := scan.WordsOf(q)
	if prefix != "" {
		words = append(words, prefix+":*")
	}
	return strings.Join(words, " ")
}

// value is a value where it stands in the text.
func (s *statement) value(v, kind string) string {
	if !s.prepared {
		return pq.QuoteLiteral(v) + "::" + kind
	}
	s.args = append(s.args, v)
	return fmt.Sprintf("$%d::%s", len(s.args), kind)
}

func (s *statement) codes(numbers []int) string { return s.value(array(numbers), "int[]") }

// gather looks the listings of a place or with a text up once. With neither to
// narrow them, each question is best answered by the index made for it.
func (s *statement) gather(where string) {
	columns := "id, place, yes"
	for i, sure := range s.sure {
		columns += fmt.Sprintf(", %s AS sure%d", sure, i)
		s.sure[i] = fmt.Sprintf("sure%d", i)
	}
	s.text = fmt.Sprintf("WITH %s AS MATERIALIZED (SELECT %s, %s AS may FROM %s WHERE %s)\n", gathered, columns, and(s.may), stored, where)
	s.from, s.may = gathered, []string{"may"}
}

func and(conditions []string) string {
	if len(conditions) == 0 {
		return "true"
	}
	return strings.Join(conditions, " AND ")
}

func (s *statement) answer() {
	s.text += fmt.Sprintf(`SELECT total, may, ids, distances, codes, counts FROM
	(SELECT count(*) FILTER (WHERE %[2]s) AS total, count(*) AS may FROM %[1]s WHERE %[3]s) totals,
	(SELECT array_agg(id ORDER BY distance, id) AS ids, array_agg(distance ORDER BY distance, id) AS distances FROM
		(SELECT id, distance FROM (SELECT id, place <-> %[4]s AS distance FROM %[1]s WHERE %[2]s
			ORDER BY distance FETCH FIRST %[5]d ROWS WITH TIES) near ORDER BY distance, id LIMIT %[5]d) hit) hits,
	(SELECT array_agg(code) AS codes, array_agg(n) AS counts FROM
		(%[6]s) counted) facets`,
		s.from, and(s.sure), and(s.may), s.here, s.query.PerPage, s.counted())
}

// counted lists codes and how many of the matching listings have each. Codes
// of a category with a group of its own are counted without that group.
func (s *statement) counted() string {
	var own []int
	var parts []string
	for i, g := range s.query.Groups {
		if g.Category == "" {
			continue
		}
		numbers := s.taxonomy.category[g.Category]
		own = append(own, numbers...)
		others := slices.Delete(slices.Clone(s.sure), i, i+1)
		parts = append(parts, s.count("yes & "+s.codes(numbers), others, "true"))
	}
	rest := "true"
	if len(own) > 0 {
		rest = fmt.Sprintf("code <> ALL (%s)", s.codes(own))
	}
	return strings.Join(append(parts, s.count("yes", s.sure, rest)), "\n\t\tUNION ALL ")
}

func (s *statement) count(codes string, conditions []string, only string) string {
	return fmt.Sprintf("SELECT code, count(*) AS n FROM (SELECT codes_of(%s) AS code FROM %s WHERE %s) each WHERE %s GROUP BY code",
		codes, s.from, and(conditions), only)
}
