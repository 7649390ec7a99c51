package check

import (
	"errors"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"haven/internal/geo"
)

// decimal is degrees as people write them. ParseFloat alone would also take
// "0x1p5", "1e1" and "inf".
var decimal = regexp.MustCompile(`^[+-]?[0-9]+(\.[0-9]+)?$`)

// Degrees reads a latitude or longitude.
func Degrees(text string) (float64, error) {
	number, err := strconv.ParseFloat(text, 64)
	if err != nil || !decimal.MatchString(text) {
		return 0, errors.New("not a number of degrees")
	}
	return number, nil
}

// Point reads coordinates.
func Point(latitude, longitude string) (geo.Point, error) {
	var p geo.Point
	var err error
	if p.Lat, err = Degrees(latitude); err != nil {
		return p, err
	}
	if p.Lon, err = Degrees(longitude); err != nil {
		return p, err
	}
	return p, p.Validate()
}

// maxWebsite is how many characters an address may have; SAMHSA's have 100.
const maxWebsite = 300

var (
	errWebsite = errors.New("not the address of a website")
	schemeForm = regexp.MustCompile(`(?i)^[a-z][a-z0-9+.-]*:`)
	hostForm   = regexp.MustCompile(`^([A-Za-z0-9](-*[A-Za-z0-9])*\.)+[A-Za-z]{2,}$`)
)

// Website reads the address of a website, which may lack its http://. Only
// addresses that are safe to make a link of are taken.
func Website(text string) (string, error) {
	if !schemeForm.MatchString(text) {
		text = "http://" + text
	}
	if utf8.RuneCountInString(text) > maxWebsite || strings.ContainsAny(text, " \"<>\\") {
		return "", errWebsite
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.User != nil || !hostForm.MatchString(u.Hostname()) {
		return "", errWebsite
	}
	return u.String(), nil
}
