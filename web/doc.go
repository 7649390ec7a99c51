// Package web is Haven's pages: plain HTML that works with links and forms
// alone, in any browser, and leaves no trace of what somebody looked for.
//
// A page is a struct in a file of its own, made by a pure function from what
// the domain answered; its template of the same name says it in words of
// package messages. Searches are posted and answered at sealed addresses
// (package seal), so that no address tells what was asked.
package web
