package web

import (
	"context"
	"errors"
	"strings"
	"time"

	"haven/internal/checkin"
	"haven/internal/checkin/reception"
	"haven/internal/handover"
	"haven/web/messages"
)

// reminderTime is how long one round of reminders may take.
const reminderTime = 10 * time.Minute

// RemindOfOpenings reckons which places' promised numbers stay out, and mails
// those who speak for them, where mail is set up. It is for a job to do again and
// again: nobody is reminded twice of the same day.
func RemindOfOpenings(ctx context.Context, staff *Staff, directory Directory, base string) error {
	ctx, done := context.WithTimeout(ctx, reminderTime)
	defer done()
	if staff.Mail == nil {
		return staff.Reception.Remind(ctx, nil)
	}
	languages, err := messages.Load()
	if err != nil {
		return err
	}
	return staff.Reception.Remind(ctx, func(ctx context.Context, r reception.Reminder) error {
		l, _, err := directory.Profile(ctx, r.Listing)
		if err != nil {
			return err
		}
		var parts []string
		for _, lang := range messages.Languages(languages) {
			say := speech{Catalogue: languages[lang]}
			parts = append(parts, say.reminder(r, l.Name.Name), base+say.path(pathOf(openingsPath, listingArg, l.ID)))
		}
		return mailAll(ctx, staff.Mail, r.To, languages[english].Text("reminder.subject", l.Name.Name), strings.Join(parts, "\n\n"))
	})
}

func (say speech) reminder(r reception.Reminder, place string) string {
	kind := say.openingKind(r.Kind)
	switch r.Step {
	case checkin.FirstReminder:
		return say.Text("reminder.first", place, kind)
	case checkin.LastReminder:
		return say.Text("reminder.last", place, kind, r.Missed)
	}
	return say.Text("reminder.overdue", place, kind, r.Missed)
}

// mailAll mails everybody; it fails when nobody could be reached.
func mailAll(ctx context.Context, mail handover.Sender, to []string, subject, text string) error {
	var failed []error
	for _, address := range to {
		if err := mail.Send(ctx, address, subject, text); err != nil {
			failed = append(failed, err)
		}
	}
	if len(failed) < len(to) {
		return nil
	}
	return errors.Join(failed...)
}
