package web

import (
	"math"
	"strconv"

	"haven/internal/ask"
	"haven/internal/facility"
	"haven/internal/geo"
)

// viewOf reads which part of the world a map shows, and at which zoom. A map
// that is to show everything sends neither.
func viewOf(form ask.Values) (facility.View, error) {
	if err := form.Only("south", "west", "north", "east", "zoom"); err != nil {
		return facility.View{}, err
	}
	if len(form) == 0 {
		return facility.View{Box: geo.World}, nil
	}
	var read [5]float64
	for i, name := range []string{"south", "west", "north", "east", "zoom"} {
		text, err := form.One(name)
		if err != nil {
			return facility.View{}, err
		}
		if read[i], err = strconv.ParseFloat(text, 64); err != nil {
			return facility.View{}, unreadableView(name, text)
		}
	}
	box := geo.Box{South: read[0], West: read[1], North: read[2], East: read[3]}
	if err := box.Validate(); err != nil || math.IsNaN(read[4]) {
		return facility.View{}, unreadableView("south", "")
	}
	return facility.View{Box: box, Resolution: resolutionOf(box, read[4])}, nil
}

func unreadableView(name, value string) error {
	return &ask.ParamError{Param: name, Value: value, Message: "The view cannot be read. Send south, west, north and east in degrees, and the zoom."}
}

const (
	tilePixels = 256  // of the whole world at zoom 0
	mostPixels = 4096 // across: no screen is wider, so that no view has cells without end
)

// resolutions are, by the zoom, those of cells 75 to 200 pixels across, so that
// markers of 44 seldom meet. The last one parts whatever can be parted.
var resolutions = [...]int{0, 0, 0, 0, 1, 2, 2, 3, 4, 5, 5, 6, 7, 7, 8, 9, 10, facility.MaxResolution}

func resolutionOf(box geo.Box, zoom float64) int {
	widest := math.Log2(mostPixels * 360 / (tilePixels * max(box.East-box.West, 1e-9)))
	zoom = max(0, min(zoom, widest, float64(len(resolutions)-1)))
	return resolutions[int(zoom)]
}
