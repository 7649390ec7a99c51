package seal_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"os"
	"path/filepath"
	"testing"
	"time"

	"haven/internal/seal"
	"haven/internal/seal/sealtest"
	"haven/internal/store/storetest"
)

func TestReplicasShareTheirKeysInADatabase(t *testing.T) {
	storetest.EachURL(t, func(t *testing.T, url string) {
		c, master := &clock{noon.Add(time.Millisecond)}, sealtest.Master(t)
		one := replica(t, storetest.Open(t, url), master, c)
		two := replica(t, storetest.Open(t, url), master, c)
		token := sealed(t, one, seal.Search, asked)
		opens(t, two, seal.Search, token, asked, nil)
		opens(t, replica(t, storetest.Open(t, url), master, c), seal.Search, token, asked, nil)

		c.forward(24 * time.Hour)
		if err := two.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		c.at = noon.Add(time.Hour) // a clock put back does not bring it back where it was swept
		opens(t, two, seal.Search, token, "", seal.ErrExpired)
	})
}

func TestADatabaseFileHoldsNeitherWhatWasAskedNorAKey(t *testing.T) {
	file := filepath.Join(t.TempDir(), "haven.db")
	db, master := storetest.Open(t, file), sealtest.Master(t)
	s := replica(t, db, master, &clock{noon})
	token := sealed(t, s, seal.Search, asked)
	opens(t, s, seal.Search, token, asked, nil)

	content := contentOf(t, file)
	keys, err := db.SealKeys(t.Context(), noon)
	if err != nil || len(keys) != 1 || !bytes.Contains(content, []byte(keys[0].Wrapped)) {
		t.Fatalf("the test does not see the one wrapped key: %d, %v", len(keys), err)
	}
	secret, err := master.Secret(keys[0])
	if err != nil {
		t.Fatal(err)
	}
	for what, private := range map[string][]byte{
		"what was asked": []byte(asked), "its place": []byte("30303"), "the token": []byte(token),
		"the key": secret, "the key in hex": []byte(hex.EncodeToString(secret)),
		"the key in base64": []byte(base64.RawStdEncoding.EncodeToString(secret)), "the key for addresses": []byte(base64.RawURLEncoding.EncodeToString(secret)),
	} {
		if bytes.Contains(content, private) {
			t.Errorf("the database holds %s", what)
		}
	}
}

// contentOf is all that is in a database's file and beside it.
func contentOf(t *testing.T, file string) []byte {
	t.Helper()
	files, err := filepath.Glob(file + "*")
	if err != nil {
		t.Fatal(err)
	}
	var all []byte
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, content...)
	}
	return all
}
