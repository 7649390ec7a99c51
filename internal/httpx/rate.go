package httpx

import (
	"fmt"
	"hash/maphash"
	"math"
	"net/http"
	"net/netip"
	"strconv"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"
)

// Rate is how often a client may ask: Burst times at once, then PerSecond.
type Rate struct {
	PerSecond float64
	Burst     int
}

// DefaultRate is far more than a person clicks and still stops a program from
// taking the whole server: many people share an address at a shelter, a
// library or a telephone company.
var DefaultRate = Rate{PerSecond: 50, Burst: 500}

const (
	sweepEvery = time.Minute
	maxClients = 100_000 // remembered at once; beyond, all are forgotten
)

// Limit holds back clients that use a route more often than people do. It
// comes on top of the limit of all requests, for what is kept of them.
func Limit(rate Rate) fiber.Handler {
	l := newLimiter(rate)
	return func(c *fiber.Ctx) error {
		v, _ := c.Locals(visitKey{}).(visit)
		if err := l.hold(c, v.client); err != nil {
			return err
		}
		return c.Next()
	}
}

// hold refuses a client who has asked too often.
func (l *limiter) hold(c *fiber.Ctx, client netip.Addr) error {
	wait, ok := l.admit(client, time.Now())
	if ok {
		return nil
	}
	seconds := int(math.Ceil(wait.Seconds()))
	c.Set(fiber.HeaderRetryAfter, strconv.Itoa(seconds))
	return Fail(http.StatusTooManyRequests, fmt.Sprintf("Too many requests. Wait %d s, then go on more slowly.", seconds), nil)
}

// limiter holds a bucket of tokens per client. Of clients it keeps a hash
// under a seed that ends with the process.
type limiter struct {
	rate Rate
	seed maphash.Seed

	mu      sync.Mutex
	buckets map[uint64]bucket
	swept   time.Time
}

type bucket struct {
	tokens float64
	at     time.Time
}

func newLimiter(rate Rate) *limiter {
	return &limiter{rate: rate, seed: maphash.MakeSeed(), buckets: map[uint64]bucket{}}
}

// admit takes a token of the client's, or tells how long to wait for one.
// This machine itself is not limited: a proxy here that is not named as
// trusted speaks for everybody.
func (l *limiter) admit(client netip.Addr, now time.Time) (wait time.Duration, ok bool) {
	if client.IsLoopback() {
		return 0, true
	}
	key := l.key(client)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sweep(now)
	b, seen := l.buckets[key]
	if !seen {
		b = bucket{tokens: float64(l.rate.Burst), at: now}
	}
	b = l.refilled(b, now)
	if b.tokens < 1 {
		return time.Duration((1 - b.tokens) / l.rate.PerSecond * float64(time.Second)), false
	}
	b.tokens--
	l.buckets[key] = b
	return 0, true
}

// key stands for a client; one of IPv6 has a whole /64 to itself.
func (l *limiter) key(client netip.Addr) uint64 {
	if client.Is6() {
		prefix, _ := client.WithZone("").Prefix(64)
		client = prefix.Addr()
	}
	return maphash.Comparable(l.seed, client)
}

func (l *limiter) refilled(b bucket, now time.Time) bucket {
	b.tokens = min(float64(l.rate.Burst), b.tokens+now.Sub(b.at).Seconds()*l.rate.PerSecond)
	b.at = now
	return b
}

// sweep forgets clients whose bucket is full again.
func (l *limiter) sweep(now time.Time) {
	if len(l.buckets) >= maxClients {
		clear(l.buckets)
	}
	if now.Sub(l.swept) < sweepEvery {
		return
	}
	l.swept = now
	for key, b := range l.buckets {
		if l.refilled(b, now).tokens >= float64(l.rate.Burst) {
			delete(l.buckets, key)
		}
	}
}
