package main

import (
	"haven/internal/config"
	"haven/internal/handover"
	"haven/web"
)

// sendWith gives the desk what the settings let it send with.
func sendWith(staff *web.Staff, c config.Sending) error {
	if c.SMTPAddr != "" {
		mail, err := handover.NewMail(handover.MailServer{Addr: c.SMTPAddr, From: c.SMTPFrom,
			User: c.SMTPUser, Password: c.SMTPPassword, Encryption: c.Encryption()})
		if err != nil {
			return usageError{err.Error()}
		}
		staff.Mail = mail
	}
	if c.TextURL != "" {
		text, err := handover.NewText(handover.Gateway{Address: c.TextURL, Token: c.TextToken, Body: c.TextBody})
		if err != nil {
			return usageError{err.Error()}
		}
		staff.Text = text
	}
	return nil
}
