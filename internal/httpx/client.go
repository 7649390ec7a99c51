package httpx

import (
	"bytes"
	"fmt"
	"net/netip"
	"strings"

	"github.com/gofiber/fiber/v2"
)

// ParseProxies reads a list of addresses and networks, such as
// "10.0.0.0/8, 192.168.1.7".
func ParseProxies(text string) ([]netip.Prefix, error) {
	var proxies []netip.Prefix
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' }) {
		prefix, err := netip.ParsePrefix(part)
		if err != nil {
			addr, err := netip.ParseAddr(part)
			if err != nil {
				return nil, fmt.Errorf("trusted proxy %q is neither an address nor a network such as 10.0.0.0/8", part)
			}
			prefix = netip.PrefixFrom(addr, addr.BitLen())
		}
		proxies = append(proxies, prefix.Masked())
	}
	return proxies, nil
}

// client is the address a request comes from: that of the connection or, where
// that is a trusted proxy, the last one in X-Forwarded-For that is not one.
// What stands before it was written by the client and may be made up.
func (e *edge) client(c *fiber.Ctx) netip.Addr {
	return clientOf(remote(c), every(c, fiber.HeaderXForwardedFor), e.TrustedProxies)
}

// every is all lines of a header as one list: a proxy may add a line of its own
// below the client's.
func every(c *fiber.Ctx, header string) string {
	return string(bytes.Join(c.Request().Header.PeekAll(header), []byte(", ")))
}

func remote(c *fiber.Ctx) netip.Addr {
	addr, _ := netip.AddrFromSlice(c.Context().RemoteIP())
	return addr.Unmap()
}

func clientOf(remote netip.Addr, forwarded string, trusted []netip.Prefix) netip.Addr {
	client := remote
	hops := strings.Split(forwarded, ",")
	for i := len(hops) - 1; i >= 0 && within(client, trusted); i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		client = hop.Unmap()
	}
	return client
}

func within(addr netip.Addr, prefixes []netip.Prefix) bool {
	for _, p := range prefixes {
		if p.Contains(addr) {
			return true
		}
	}
	return false
}

// Local reports whether a request comes from this machine itself. What a
// proxy on this machine passes on does not; it is known by the headers that a
// proxy adds, so one that is told to add none must not pass on /metrics.
func Local(c *fiber.Ctx) bool {
	passedOn := every(c, fiber.HeaderXForwardedFor) + every(c, fiber.HeaderXForwardedHost) + every(c, fiber.HeaderForwarded) + every(c, fiber.HeaderVia)
	return remote(c).IsLoopback() && passedOn == ""
}
