package httpx

import (
	"net/netip"
	"testing"
	"time"
)

func TestTheClientIsTheLastHopThatIsNoTrustedProxy(t *testing.T) {
	proxies, err := ParseProxies("10.0.0.0/8, 192.0.2.7 2001:db8::/32")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, remote, forwarded, want string }{
		{"no proxy", "198.51.100.1", "", "198.51.100.1"},
		{"a header made up by the client", "198.51.100.1", "203.0.113.9", "198.51.100.1"},
		{"one proxy", "10.1.2.3", "198.51.100.1", "198.51.100.1"},
		{"a chain of proxies", "10.1.2.3", "198.51.100.1, 192.0.2.7", "198.51.100.1"},
		{"a made-up hop before the real one", "10.1.2.3", "1.1.1.1, 198.51.100.1", "198.51.100.1"},
		{"rubbish from a proxy", "10.1.2.3", "unknown", "10.1.2.3"},
		{"version 6", "2001:db8::1", "2001:470::5", "2001:470::5"},
		{"version 4 in version 6", "10.1.2.3", "::ffff:198.51.100.1", "198.51.100.1"},
	} {
		if got := clientOf(netip.MustParseAddr(c.remote), c.forwarded, proxies); got != netip.MustParseAddr(c.want) {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	if _, err := ParseProxies("10.0.0.0/8, proxy.example"); err == nil {
		t.Error("a name was taken for an address")
	}
}

func TestAClientWaitsOnceItsBurstIsSpent(t *testing.T) {
	l := newLimiter(Rate{PerSecond: 2, Burst: 3})
	now := time.Unix(1_000_000, 0)
	client, other := netip.MustParseAddr("198.51.100.1"), netip.MustParseAddr("198.51.100.2")
	for i := range 3 {
		if _, ok := l.admit(client, now); !ok {
			t.Fatalf("request %d of the burst was refused", i+1)
		}
	}
	if wait, ok := l.admit(client, now); ok || wait != 500*time.Millisecond {
		t.Errorf("the fourth was admitted %v, wait %v", ok, wait)
	}
	if _, ok := l.admit(other, now); !ok {
		t.Error("another client was refused")
	}
	if _, ok := l.admit(client, now.Add(500*time.Millisecond)); !ok {
		t.Error("after the wait it was refused")
	}
}

func TestThisMachineIsNotLimited(t *testing.T) {
	l := newLimiter(Rate{PerSecond: 1, Burst: 1})
	for range 5 {
		if _, ok := l.admit(netip.MustParseAddr("127.0.0.1"), time.Unix(0, 0)); !ok {
			t.Fatal("refused")
		}
	}
}

func TestAHouseholdOfVersion6IsOneClient(t *testing.T) {
	l := newLimiter(DefaultRate)
	a, b, c := netip.MustParseAddr("2001:db8:1:2::1"), netip.MustParseAddr("2001:db8:1:2:3::9"), netip.MustParseAddr("2001:db8:1:3::1")
	if l.key(a) != l.key(b) || l.key(a) == l.key(c) {
		t.Error("addresses of one /64 must be one client, of two /64 two")
	}
}

func TestWhoStopsAskingIsForgotten(t *testing.T) {
	l := newLimiter(Rate{PerSecond: 1, Burst: 10})
	now := time.Unix(1_000_000, 0)
	l.admit(netip.MustParseAddr("198.51.100.1"), now)
	l.admit(netip.MustParseAddr("198.51.100.2"), now.Add(2*time.Minute))
	if n := len(l.buckets); n != 1 {
		t.Errorf("%d clients are remembered, want the last one", n)
	}
}
