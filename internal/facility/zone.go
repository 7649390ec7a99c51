package facility

import (
	"sync"
	"time"
)

// zones are those that were asked for: to read one from its file takes longer
// than to search. There are as many as the files have.
var zones sync.Map

func zoneNamed(name string) (*time.Location, error) {
	if zone, known := zones.Load(name); known {
		return zone.(*time.Location), nil
	}
	zone, err := time.LoadLocation(name)
	if err == nil {
		zones.Store(name, zone)
	}
	return zone, err
}
