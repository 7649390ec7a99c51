package main

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"haven/internal/config"
	"haven/internal/store/storetest"
)

func TestEveryJobStandsInTheTableOfOperators(t *testing.T) {
	c := config.Default()
	c.DataDir = t.TempDir()
	s := storetest.Open(t, c.Database())
	sealer, err := openSealer(t.Context(), c, s)
	if err != nil {
		t.Fatal(err)
	}
	staff, err := openStaff(t.Context(), c, s)
	if err != nil {
		t.Fatal(err)
	}
	if err := openImports(c, s, staff); err != nil {
		t.Fatal(err)
	}
	stay, ended, err := running(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	defer ended()
	document, err := os.ReadFile("../../docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	table, _, _ := strings.Cut(string(document), "\n## The master key")
	for _, j := range append(jobs(s, sealer, staff, "https://haven.example.org"), stay) {
		if !strings.Contains(table, j.what) {
			t.Errorf("docs/operations.md does not say when a server does this: %s", j.what)
		}
	}
}

func TestAJobIsDoneAtOnceAndAgainUntilTheServerStops(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		var done []time.Duration
		began := time.Now()
		wait := keepDoing(ctx, []job{{what: "count", next: every(time.Minute), do: func(context.Context) error {
			done = append(done, time.Since(began))
			return nil
		}}}, slog.New(slog.DiscardHandler))
		time.Sleep(2*time.Minute + time.Second)
		stop()
		wait()
		if len(done) != 3 || done[0] != 0 || done[2] != 2*time.Minute {
			t.Errorf("it was done after %v", done)
		}
	})
}

func TestAJobThatFailsSaysSoOnceAndIsTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		var log bytes.Buffer
		tries := 0
		wait := keepDoing(ctx, []job{{what: "sweep the floor", next: every(time.Hour), do: func(context.Context) error {
			if tries++; tries == 1 {
				return errors.New("no broom")
			}
			return nil
		}}}, slog.New(slog.NewTextHandler(&log, nil)))
		time.Sleep(time.Hour + time.Second)
		stop()
		wait()
		if lines := strings.Split(strings.TrimSpace(log.String()), "\n"); tries != 2 || len(lines) != 1 || !strings.Contains(lines[0], "no broom") {
			t.Errorf("after %d tries the log has %q", tries, log.String())
		}
	})
}

func TestAServerThatStopsWaitsForAJobAndDoesNotBlameIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		var log bytes.Buffer
		ended := false
		wait := keepDoing(ctx, []job{{what: "count", next: every(time.Hour), do: func(ctx context.Context) error {
			<-ctx.Done()
			time.Sleep(time.Second) // a transaction is rolled back
			ended = true
			return ctx.Err()
		}}}, slog.New(slog.NewTextHandler(&log, nil)))
		synctest.Wait()
		stop()
		wait()
		if !ended || log.Len() > 0 {
			t.Errorf("ended: %v, log: %q", ended, log.String())
		}
	})
}

func TestANightIsTheNextThreeInTheMorning(t *testing.T) {
	for now, want := range map[string]string{
		"2026-06-01T02:59:00Z": "2026-06-01T03:00:00Z",
		"2026-06-01T03:00:00Z": "2026-06-02T03:00:00Z",
		"2026-06-30T22:00:00Z": "2026-07-01T03:00:00Z",
	} {
		at, err := time.Parse(time.RFC3339, now)
		if err != nil {
			t.Fatal(err)
		}
		if got := nightly(at).Format(time.RFC3339); got != want {
			t.Errorf("after %s comes %s, want %s", now, got, want)
		}
	}
}

func TestAJobThatMakesOthersWaitRestsHoweverOftenItIsWoken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		woken := make(chan struct{}, 1)
		var done []time.Duration
		began := time.Now()
		wait := keepDoing(ctx, []job{{what: "scrub", next: every(time.Minute), woken: woken, rest: 300, do: func(context.Context) error {
			done = append(done, time.Since(began))
			if len(done) == 2 {
				time.Sleep(time.Second)
			}
			return nil
		}}}, slog.New(slog.DiscardHandler))
		for range 100 { // for as many seconds
			time.Sleep(time.Second)
			select {
			case woken <- struct{}{}:
			default:
			}
		}
		time.Sleep(5 * time.Minute)
		stop()
		wait()
		if len(done) < 3 || done[1] != time.Second || done[2] != 302*time.Second {
			t.Errorf("it was done after %v", done)
		}
	})
}

func TestAJobThatMakesOthersWaitLetsThoseGoFirstWhoWokeIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		woken := make(chan struct{}, 1)
		var done []time.Duration
		began := time.Now()
		wait := keepDoing(ctx, []job{{what: "scrub", next: every(time.Minute), woken: woken, pause: 5 * time.Second, do: func(context.Context) error {
			done = append(done, time.Since(began))
			return nil
		}}}, slog.New(slog.DiscardHandler))
		time.Sleep(time.Second)
		woken <- struct{}{}
		time.Sleep(time.Minute)
		woken <- struct{}{} // it is told to stop before it is at it
		time.Sleep(time.Second)
		stop()
		wait()
		if len(done) != 2 || done[1] != 6*time.Second {
			t.Errorf("it was done after %v", done)
		}
	})
}
