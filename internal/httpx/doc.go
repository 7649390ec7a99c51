// Package httpx is what pages and the API share of HTTP: one application with
// its limits, one place that turns errors into answers, headers that keep a
// visit private, and one log line a request, which tells the route's pattern
// and never what was asked or by whom.
//
// Handlers are func(*fiber.Ctx) error, in package web and package api alone:
// they parse, ask the domain, render, and return their error. The domain gets
// c.UserContext(), which carries the request's deadline.
package httpx
