package main

import (
	"strings"
	"testing"
	"time"
)

func TestADayIsOfTwoThousandCallsAndFiftyAgentsUnlessToldOtherwise(t *testing.T) {
	o, err := parse(nil)
	if err != nil || o.Calls != 2000 || o.agents != 50 || o.engines != "sqlite,postgres" {
		t.Errorf("%+v, %v", o, err)
	}
	o, err = parse([]string{"-calls", "40", "-agents", "5", "-think", "10ms", "-seed", "3"})
	if err != nil || o.Calls != 40 || o.agents != 5 || o.Think != 10*time.Millisecond || o.Seed != 3 {
		t.Errorf("%+v, %v", o, err)
	}
}

func TestWhatCannotBeMeasuredIsRefused(t *testing.T) {
	for _, args := range [][]string{{"-calls", "0"}, {"-agents", "-1"}, {"more"}, {"-searches", "-1"}, {"-think", "-1s"}} {
		if _, err := parse(args); err == nil {
			t.Errorf("%q is taken", args)
		}
	}
	if err := run(t.Context(), options{engines: "oracle"}, &strings.Builder{}); err == nil || !strings.Contains(err.Error(), "sqlite or postgres") {
		t.Errorf("an engine that there is not: %v", err)
	}
}
