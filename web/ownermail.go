package web

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"haven/internal/httpx"
)

// writingLasts is how long somebody who decided waits for all the mails about
// it: what was decided stands anyway, and pages tell it, too.
const writingLasts = 6 * time.Second

// mostWritten is how many people of an organisation are told.
const mostWritten = 10

// writeTo sends a neutral mail to people whose language nobody knows, so in all of
// them, and reports whether it went out to all.
func (s *Server) writeTo(ctx context.Context, to []string, key string, args ...any) bool {
	if s.Staff.Mail == nil {
		return false
	}
	ctx, cancel := context.WithTimeout(ctx, writingLasts)
	defer cancel()
	texts, subject := s.inAllLanguages(key, args...), strings.Join(s.inAllLanguages("claim.mail.subject"), " · ")
	all := true
	for _, address := range to[:min(len(to), mostWritten)] {
		all = s.Staff.Mail.Send(ctx, address, subject, strings.Join(texts, "\n\n")) == nil && all
	}
	return all
}

// inAllLanguages is a text in each language, English first.
func (s *Server) inAllLanguages(key string, args ...any) []string {
	texts := []string{s.languages[english].Text(key, args...)}
	for _, lang := range slices.Sorted(maps.Keys(s.languages)) {
		if lang != english {
			texts = append(texts, s.languages[lang].Text(key, args...))
		}
	}
	return texts
}

// tellOwner writes to the people of whoever speaks for a place, if anybody does.
func (s *Server) tellOwner(ctx context.Context, listing, key string) error {
	organisation, err := s.Staff.Owners.OwnerOf(ctx, listing)
	if err != nil {
		return err
	}
	return s.tellPeople(ctx, organisation, listing, key)
}

// tellPeople writes to the people of an organisation about a place: a change of
// who speaks for it is what somebody would want who means harm. That a mail did
// not go out undoes nothing.
func (s *Server) tellPeople(ctx context.Context, organisation, listing, key string) error {
	if organisation == "" || s.Staff.Mail == nil {
		return nil
	}
	people, err := s.Staff.Owners.People(ctx, organisation)
	if err != nil {
		return err
	}
	l, err := s.standing(ctx, listing)
	if err != nil {
		return err
	}
	s.writeTo(ctx, people, key, l.Name.String(), s.BaseURL+pathOf(listingPath, listingArg, l.ID))
	return nil
}

// tellingLasts is how long an agent, who may have somebody on the line, waits for
// mails to a place at most.
const tellingLasts = 2 * time.Second

// tellWaiting writes to the people of a place with an account that something
// waits for it, and neither what nor for which of their places. That they cannot
// be told undoes nothing: the page of what waits tells it, too.
func (s *Server) tellWaiting(c *fiber.Ctx, listing string) {
	if s.Staff.Mail == nil {
		return
	}
	people, err := s.Staff.Owners.ToTell(c.UserContext(), listing)
	if err != nil {
		httpx.LogBeside(c, "a place is not told that something waits for it", err)
		return
	}
	ctx, cancel := context.WithTimeout(c.UserContext(), tellingLasts)
	defer cancel()
	s.writeTo(ctx, people, "owner.mail.waiting", s.BaseURL+receivedPath)
}
