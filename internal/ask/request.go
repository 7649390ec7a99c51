package ask

import "slices"

// Request is a search as it was asked, every parameter as sent; empty ones
// were not.
type Request struct {
	Near    string   // "30303", "Atlanta, GA", "Fulton County, GA", "Georgia" or "33.749,-84.388"
	Radius  string   // "25mi", "40km" or "any"
	Q       string   // free text
	Code    []string // service codes; those of one category are alternatives
	Must    []string // service codes that must each match
	Now     []string // facility.Condition, which must each hold now
	Include string   // "gone" or nothing
	Sort    string   // "distance", "best", "openings" or "name"
	Page    string   // from 1
	PerPage string   // 1 to facility.MaxPerPage
	Facets  string   // "true" for counts of codes, "all" for those of conditions too
}

// The parameters of a search.
const (
	paramNear    = "near"
	paramRadius  = "radius"
	paramQ       = "q"
	paramCode    = "code"
	paramMust    = "must"
	paramNow     = "now"
	paramInclude = "include"
	paramSort    = "sort"
	paramPage    = "page"
	paramPerPage = "per_page"
	paramFacets  = "facets"
)

// Params names the parameters of a search.
func Params() []string {
	return []string{paramNear, paramRadius, paramQ, paramCode, paramMust, paramNow, paramInclude, paramSort, paramPage, paramPerPage, paramFacets}
}

// RequestOf reads the parameters of a search. Parameters it does not know are
// errors, which are of type *ParamError.
func RequestOf(v Values) (Request, error) {
	if err := v.Only(Params()...); err != nil {
		return Request{}, err
	}
	var r Request
	var err error
	for _, name := range Params() {
		if several := r.several(name); several != nil {
			*several, err = v.All(name)
		} else {
			*r.single(name), err = v.One(name)
		}
		if err != nil {
			return Request{}, err
		}
	}
	return r, nil
}

func (r *Request) several(name string) *[]string {
	switch name {
	case paramCode:
		return &r.Code
	case paramMust:
		return &r.Must
	case paramNow:
		return &r.Now
	}
	return nil
}

func (r *Request) single(name string) *string {
	switch name {
	case paramNear:
		return &r.Near
	case paramRadius:
		return &r.Radius
	case paramQ:
		return &r.Q
	case paramInclude:
		return &r.Include
	case paramSort:
		return &r.Sort
	case paramPage:
		return &r.Page
	case paramPerPage:
		return &r.PerPage
	default:
		return &r.Facets
	}
}

// Values are the parameters to send for r: what RequestOf reads as r.
func (r Request) Values() Values {
	v := Values{}
	for _, name := range Params() {
		if several := r.several(name); several != nil {
			v[name] = slices.Clone(*several)
		} else if value := *r.single(name); value != "" {
			v[name] = []string{value}
		}
		if len(v[name]) == 0 {
			delete(v, name)
		}
	}
	return v
}

// With is r with some parameters replaced; an empty value leaves one out.
func (r Request) With(change map[string]string) (Request, error) {
	v := r.Values()
	for name, value := range change {
		v[name] = []string{value}
	}
	return RequestOf(v)
}
