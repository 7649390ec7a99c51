package web

import (
	"math"
	"net/http"

	"github.com/gofiber/fiber/v2"

	"haven/internal/ask"
	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/httpx"
)

// mapPath ends the address of what a search finds as a script draws it on a
// map. The view is posted: it would tell where somebody looks.
const mapPath = "/map"

// Tiles are pictures of the world by somebody else, which a map may show
// instead of our own outlines.
type Tiles struct {
	Address string // with {z}, {x} and {y} in it
	Credit  string // who made them
}

// mapAnswer is what a view of the map shows.
type mapAnswer struct {
	// Shown is how many places that is, in words.
	Shown    string       `json:"shown"`
	Bounds   bounds       `json:"bounds"` // around all of them
	Clusters []mapCluster `json:"clusters"`
}

// mapCluster is a place, or several that are close together.
type mapCluster struct {
	Lat    float64 `json:"lat"`
	Lon    float64 `json:"lon"`
	Count  int     `json:"count"`
	Label  string  `json:"label"`
	Bounds bounds  `json:"bounds"`
	// Places are there where coming nearer would not part them, and More is
	// how many are left out.
	Places []mapPlace `json:"places,omitempty"`
	More   string     `json:"more,omitempty"`
}

// mapPlace is what a map tells of a place.
type mapPlace struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	URL   string `json:"url"`
	Call  string `json:"call,omitempty"`
	Tel   string `json:"tel,omitempty"`
	About string `json:"about,omitempty"` // that the spot is not its own
}

// bounds are the south-west and the north-east corner, latitudes first.
type bounds [2][2]float64

// mapped answers with what a view shows of the search at a sealed address.
func (s *Server) mapped(c *fiber.Ctx) error {
	e, err := s.searched(c)
	if isGone(err) {
		return httpx.Fail(http.StatusGone, "This search is no longer kept. Search again.", err)
	}
	if err != nil {
		return err
	}
	form, err := posted(c)
	if err != nil {
		return err
	}
	view, err := viewOf(form)
	if err != nil {
		return err
	}
	say := s.speech(c)
	search := facility.At{Searcher: s.Searcher, Now: say.now}
	q, err := s.query(c, search, *e.search, say.tax)
	if err != nil {
		return err
	}
	clusters, err := search.Clusters(c.UserContext(), q, view)
	if err != nil {
		return err
	}
	return c.JSON(newMapAnswer(say, clusters, foundPath+c.Params("token")))
}

// query is what a request was understood to mean where all pages of it show.
func (s *Server) query(c *fiber.Ctx, search facility.Searcher, r ask.Request, tax *facility.Taxonomy) (facility.Query, error) {
	r.Page, r.PerPage, r.Facets, r.Sort = "", "1", "", ""
	asked, _, err := ask.Search(c.UserContext(), search, r, s.Gazetteer, tax)
	return asked.Query, err
}

func newMapAnswer(say speech, clusters []facility.Cluster, at string) mapAnswer {
	a := mapAnswer{Clusters: []mapCluster{}}
	total, around := 0, geo.Box{}
	for i, c := range clusters {
		total += c.Count
		if i == 0 {
			around = c.Box
		}
		around = around.With(geo.Point{Lat: c.Box.South, Lon: c.Box.West}).With(geo.Point{Lat: c.Box.North, Lon: c.Box.East})
		a.Clusters = append(a.Clusters, newMapCluster(say, c, at))
	}
	if total == 0 {
		around = geo.World
	}
	a.Shown, a.Bounds = say.Count("map.shown", total), boundsOf(around)
	return a
}

func newMapCluster(say speech, c facility.Cluster, at string) mapCluster {
	m := mapCluster{
		Lat: rounded(c.Center.Lat), Lon: rounded(c.Center.Lon),
		Count: c.Count, Label: say.Count("map.places", c.Count), Bounds: boundsOf(c.Box),
	}
	for _, l := range c.Listings {
		m.Places = append(m.Places, newMapPlace(say, l, at))
	}
	switch {
	case !c.Together:
		m.Label = say.Text("map.group", m.Label)
	case c.Count == 1:
		m.Label = m.Places[0].Name
	case c.Count > len(m.Places):
		m.More = say.Count("map.more", c.Count-len(m.Places))
	}
	return m
}

func newMapPlace(say speech, l *facility.Listing, at string) mapPlace {
	p := mapPlace{ID: l.ID, Name: l.Name.String(), URL: say.path(at + facilityPath(l.ID))}
	if len(l.Phones) > 0 {
		first := callOf(l.Phones[0].Phone)
		p.Call, p.Tel = say.Text("map.call", first.Number), string(first.URI)
	}
	if l.Location.Precision != facility.Exact {
		p.About = say.Text("map.about")
	}
	return p
}

func boundsOf(b geo.Box) bounds {
	return bounds{{rounded(b.South), rounded(b.West)}, {rounded(b.North), rounded(b.East)}}
}

// rounded is to a metre or less: more digits only cost.
func rounded(degrees float64) float64 { return math.Round(degrees*1e5) / 1e5 }
