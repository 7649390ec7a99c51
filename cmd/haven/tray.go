package main

import (
	"time"

	"haven/internal/audit"
	"haven/internal/config"
	"haven/internal/geo"
	"haven/internal/store"
	"haven/internal/tray"
	"haven/web"
)

// openTray opens the tray of files that stewards and pick-ups bring.
func openTray(c config.Config, s *store.Store, book audit.Book) (*tray.Tray, error) {
	set := tray.Settings{Dir: c.TrayDir(), MaxBytes: c.UploadBytes(), Folder: c.ImportFolder}
	if c.PickupFile != "" {
		var err error
		if set.Pickups, err = tray.ReadPickups(c.PickupFile); err != nil {
			return nil, usageError{"--pickup-file: " + err.Error()}
		}
	}
	return tray.New(s, geo.Default(), book, time.Now, set), nil
}

// openImports gives staff the tray, and its queue to the stewards' inbox.
func openImports(c config.Config, s *store.Store, staff *web.Staff) (err error) {
	if staff.Tray, err = openTray(c, s, staff.Gate.Book()); err == nil {
		staff.Stewards.Add(staff.Tray.Queue())
	}
	return err
}

// idle is how often a server looks for what another has left undone; its own
// stewards wake it.
const idle = 15 * time.Second

// importJobs are those of files on their way in.
func importJobs(t *tray.Tray) []job {
	return []job{
		{what: "try and import files, and undo runs", next: every(idle), do: t.Work, woken: t.Due()},
		{what: "look where files come from by themselves", next: every(time.Minute), do: t.PickUp},
		{what: "delete files of imports that nobody needs", next: every(time.Hour), do: t.Sweep},
	}
}
