package main

import (
	"path/filepath"
	"testing"

	"haven/internal/config"
)

// A machine that serves in earnest may show a demo, too: whoever looks at it
// must not send mail in the helpline's name, or have keys wrapped by its master.
func TestADemoHasNothingOfTheRealSettings(t *testing.T) {
	c := config.Default()
	c.DatabaseURL, c.MasterKeyFile = "postgres://real", "/etc/haven/master.key"
	c.SMTPAddr, c.SMTPPassword, c.TextURL, c.TextToken = "mail.example:587", "swordfish", "https://sms.example", "token"
	c.OIDC = config.OIDC{Issuer: "https://login.example", ClientSecret: "swordfish"}
	c.ImportFolder, c.PickupFile = "/srv/registers", "/etc/haven/pickups.yaml"
	want := config.Default()
	want.UploadLimit = demoUpload
	want.DataDir, want.DatabaseURL = "folder", filepath.Join("folder", "demo.db")
	if got := inDemo(c, "folder"); got != want {
		t.Errorf("it has %+v", got)
	}
}
