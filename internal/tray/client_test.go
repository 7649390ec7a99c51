package tray

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"
)

func TestOnlyTheOpenInternetIsAsked(t *testing.T) {
	for address, public := range map[string]bool{
		"93.184.216.34": true, "2606:2800:220:1:248:1893:25c8:1946": true,
		"127.0.0.1": false, "::1": false, "10.1.2.3": false, "192.168.1.1": false, "172.16.0.1": false,
		"169.254.169.254": false, "fe80::1": false, "fc00::1": false, "0.0.0.0": false, "::": false,
		"100.64.0.1": false, "224.0.0.1": false, "255.255.255.255": false, "198.18.0.1": false,
		"::ffff:127.0.0.1": false, "::ffff:10.0.0.1": false, "64:ff9b::7f00:1": false, "2002:7f00:1::": false,
	} {
		if got := isPublic(netip.MustParseAddr(address)); got != public {
			t.Errorf("%s is public: %v", address, got)
		}
	}
}

// Whatever a name means and wherever an address leads, what is connected to is
// judged.
func TestNoRequestReachesAPrivateAddress(t *testing.T) {
	asked := false
	inside := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked = true }))
	defer inside.Close()
	if _, err := (&Tray{}).client().Get(inside.URL); !errors.Is(err, errPrivate) || asked {
		t.Errorf("asked: %v, %v", asked, err)
	}
}

func TestAnAddressMayNotLeadOnWithoutHTTPS(t *testing.T) {
	client := (&Tray{}).client()
	on, err := http.NewRequest(http.MethodGet, "http://93.184.216.34/", nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := client.CheckRedirect(on, make([]*http.Request, 1)); err == nil {
		t.Error("it may")
	}
	on.URL.Scheme = "https"
	if err := client.CheckRedirect(on, make([]*http.Request, 1)); err != nil {
		t.Error(err)
	}
	if err := client.CheckRedirect(on, make([]*http.Request, maxRedirects+1)); err == nil {
		t.Error("it may for ever")
	}
}
