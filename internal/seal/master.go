package seal

import (
	"crypto/cipher"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Master is the key that wraps those in the store.
type Master struct {
	aead cipher.AEAD
	file string // for people
}

// othersMay are the permissions that nobody but a file's owner may have on it.
const othersMay fs.FileMode = 0o077

// ReadMaster reads the master key from a file of exactly 32 bytes that nobody
// but its owner may touch.
func ReadMaster(file string) (Master, error) {
	about, err := os.Stat(file)
	if errors.Is(err, fs.ErrNotExist) {
		return Master{}, fmt.Errorf("there is no master key file %s: make one with (umask 077; head -c %d /dev/urandom > %[1]s), the same for all servers on one database: %[3]w", file, keySize, err)
	}
	if err != nil {
		return Master{}, fmt.Errorf("master key file: %w", err)
	}
	if !about.Mode().IsRegular() || about.Size() != keySize {
		return Master{}, fmt.Errorf("master key file %s is not a file of %d bytes: put back the one that was there, or remove it to have a new one", file, keySize)
	}
	if about.Mode()&othersMay != 0 {
		return Master{}, fmt.Errorf("master key file %s is open to other users (mode %#o): run chmod 600 on it", file, about.Mode().Perm())
	}
	secret, err := os.ReadFile(file)
	if err != nil {
		return Master{}, fmt.Errorf("master key file: %w", err)
	}
	if len(secret) != keySize {
		return Master{}, fmt.Errorf("master key file %s was changed while it was read", file)
	}
	return Master{newAEAD(secret), file}, nil
}

// MakeMaster makes the file with a new key, unless it is there, and reads it.
// Of servers that do so at once all read the same.
func MakeMaster(file string) (Master, error) {
	if _, err := os.Lstat(file); errors.Is(err, fs.ErrNotExist) {
		if err := makeMaster(file); err != nil {
			return Master{}, fmt.Errorf("make the master key file: %w", err)
		}
	}
	return ReadMaster(file)
}

// makeMaster writes the key aside and links it to its name, which is refused
// where somebody was faster: nobody ever sees half a key.
func makeMaster(file string) error {
	folder := filepath.Dir(file)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	aside, err := os.CreateTemp(folder, ".master-key-*") // mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(aside.Name())
	secret := make([]byte, keySize)
	rand.Read(secret)
	_, err = aside.Write(secret)
	if err := errors.Join(err, aside.Sync(), aside.Close()); err != nil {
		return err
	}
	if err := os.Link(aside.Name(), file); !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}
