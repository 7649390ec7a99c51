package tray

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"
)

// Limits of fetching a file.
const (
	maxFetch     = 10 * time.Minute // in all
	maxConnect   = 15 * time.Second
	maxAnswer    = time.Minute // until it begins to come
	maxRedirects = 5
)

// errPrivate refuses addresses inside: whoever runs a site could else make this
// server ask what only it can reach.
var errPrivate = errors.New("the address leads into a private network, which pick-ups do not ask")

// client asks addresses on the open Internet alone, whatever names and
// redirects lead to: what is connected to is judged, not what was written.
func (t *Tray) client() *http.Client {
	dialer := &net.Dialer{Timeout: maxConnect, Control: t.judge}
	return &http.Client{
		Transport: &http.Transport{
			DialContext: dialer.DialContext, TLSHandshakeTimeout: maxConnect,
			ResponseHeaderTimeout: maxAnswer, DisableKeepAlives: true,
		},
		CheckRedirect: func(r *http.Request, via []*http.Request) error {
			switch {
			case len(via) > maxRedirects:
				return fmt.Errorf("the address leads on more than %d times", maxRedirects)
			case r.URL.Scheme != "https" && !t.Private:
				return errors.New("the address leads on to one without https")
			}
			return nil
		},
	}
}

// judge refuses a connection before it is made.
func (t *Tray) judge(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return err
	}
	if !t.Private && !isPublic(at.Addr()) {
		return errPrivate
	}
	return nil
}

// inside are networks that are not on the open Internet, or that lead to such,
// beside those that package netip knows (RFC 6890).
var inside = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"),
	netip.MustParsePrefix("100.64.0.0/10"), // carriers' own
	netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("198.18.0.0/15"), // measurements
	netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("64:ff9b::/96"), // IPv4 within IPv6
	netip.MustParsePrefix("64:ff9b:1::/48"),
	netip.MustParsePrefix("2002::/16"),
	netip.MustParsePrefix("2001::/32"),
}

func isPublic(addr netip.Addr) bool {
	addr = addr.Unmap().WithZone("")
	for _, network := range inside {
		if network.Contains(addr) {
			return false
		}
	}
	return addr.IsGlobalUnicast() && !addr.IsPrivate()
}
