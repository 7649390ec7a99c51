package web

import (
	"html/template"
	"net/url"
	"strings"
)

// share is how to send a page to somebody, in words that tell nothing of what
// it is about: others may see the message first.
type share struct {
	Address    string
	Text, Mail template.URL // open a message that is written already
}

// newShare shares an address in some words, which hold it.
func newShare(say speech, address, words string) share {
	return share{
		Address: address,
		// Some telephones read what follows "?", others what follows "&".
		Text: template.URL("sms:?&body=" + escaped(words)),
		Mail: template.URL("mailto:?subject=" + escaped(say.Text("share.subject")) + "&body=" + escaped(words)),
	}
}

// escaped is a text for sms: and mailto:, where a blank is never "+".
func escaped(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }
