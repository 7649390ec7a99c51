package store_test

import (
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"haven/internal/store"
	"haven/internal/store/storetest"
)

// password is what no error may tell.
const password = "swordfish"

// openFails opens a store that cannot be opened, in an empty folder, and
// returns why.
func openFails(t *testing.T, address string) string {
	t.Helper()
	t.Chdir(t.TempDir())
	s, err := store.Open(t.Context(), address)
	if err == nil {
		s.Close()
		t.Fatalf("opened %q", address)
	}
	if strings.Contains(err.Error(), password) {
		t.Errorf("%q: the error tells the password: %v", address, err)
	}
	if made, _ := os.ReadDir("."); len(made) > 0 {
		t.Errorf("%q: made %s", address, made[0].Name())
	}
	return err.Error()
}

func TestAnAddressThatCannotBeReadIsRefusedWithoutTellingItsPassword(t *testing.T) {
	for _, address := range []string{
		"postgres://haven:swordfish@db:port/haven",
		"postgres://haven:swordfish@[::1/haven",
		"postgres://haven:swordfish%@db/haven",
		"postgres://haven:%zzswordfish@db/haven",
		"postgres://haven:sword fish swordfish@db/haven",
		"postgres://haven:swordfish\n@db/haven",
		"postgres://haven:1/swordfish@db/haven",
		"postgres://haven:1?swordfish@db/haven",
		"postgres://haven:1#swordfish@db/haven",
		"postgres://haven:swordfish#1@db/haven",
		"postgres://db/haven:swordfish",
		"postgres://db/haven?password=swordfish%",
		"POSTGRES://haven:swordfish@db:port/haven",
		"postgres:/haven:swordfish@db/haven",
		"postgres:haven:swordfish@db/haven",
		"postgresql:swordfish",
		" postgres://haven:swordfish@db/haven",
		"mysql://haven:swordfish@db/haven",
		"mysql:haven:swordfish@db",
		"postgresql+asyncpg://haven:swordfish@db/haven",
		"jdbc:postgresql://db/haven?password=swordfish",
		"host=db user=haven password=swordfish",
		"PASSWORD = swordfish dbname=haven",
		"haven?user=haven&password=swordfish",
		"haven:swordfish@db/haven",
		"haven_1:swordfish@db/haven",
		"//haven:swordfish@db/haven",
		"./haven:swordfish@db/haven",
		"sqlite://haven:swordfish@db/haven",
	} {
		t.Run("", func(t *testing.T) {
			if why := openFails(t, address); !strings.Contains(why, "write postgres://USER:PASSWORD@HOST") {
				t.Errorf("%q: the error does not tell what to write: %s", address, why)
			}
		})
	}
}

// server listens like PostgreSQL without SSL that knows nobody, and returns
// its host and port.
func server(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			refuse(conn)
		}
	}()
	return listener.Addr().String()
}

// refuse answers the first message of a client: one of eight bytes asks for
// SSL, another brings the user's name.
func refuse(conn net.Conn) {
	defer conn.Close()
	head := make([]byte, 8)
	if _, err := io.ReadFull(conn, head); err != nil {
		return
	}
	answer := "N"
	if head[3] != 8 {
		fields := "SFATAL\x00C28P01\x00Mpassword authentication failed for user \"haven\"\x00\x00"
		answer = "E\x00\x00\x00" + string(rune(4+len(fields))) + fields
	}
	_, _ = io.WriteString(conn, answer)
	_, _ = io.Copy(io.Discard, conn) // until the client has read it and leaves
}

func TestAServerThatRefusesIsNamedWithoutThePassword(t *testing.T) {
	address := server(t)
	for name, c := range map[string]struct {
		url  string
		says []string
	}{
		"is down":       {"postgres://haven:swordfish@127.0.0.1:1/referrals?sslmode=disable", []string{"referrals on 127.0.0.1", "refused"}},
		"knows nobody":  {"PostgreSQL://haven:swordfish@" + address + "/referrals?sslmode=disable", []string{"referrals on 127.0.0.1", "authentication failed"}},
		"by a setting":  {"postgres://" + address + "/?user=haven&dbname=referrals&password=swordfish&sslmode=disable", []string{"referrals on 127.0.0.1", "authentication failed"}},
		"has no SSL":    {"postgres://haven:swordfish@" + address + "/referrals", []string{"SSL is not enabled", "add sslmode=disable"}},
		"wrong setting": {"postgres://haven:swordfish@" + address + "/referrals?sslmode=maybe", []string{"referrals on 127.0.0.1", "sslmode"}},
	} {
		t.Run(name, func(t *testing.T) {
			why := openFails(t, c.url)
			for _, want := range c.says {
				if !strings.Contains(why, want) {
					t.Errorf("the error does not say %q: %s", want, why)
				}
			}
		})
	}
}

func TestAFileThatCannotBeOpenedIsNamedWithWhatToDo(t *testing.T) {
	folder := t.TempDir()
	letter := filepath.Join(folder, "letter.txt")
	succeed(t, os.WriteFile(letter, []byte(strings.Repeat("Dear Sir or Madam, ", 100)), 0o600))
	for path, advice := range map[string]string{folder: "not a folder", letter: "name another file"} {
		if why := openFails(t, path); !strings.Contains(why, path) || !strings.Contains(why, advice) {
			t.Errorf("the error does not say %q and %q: %s", path, advice, why)
		}
	}
}

func TestNobodyElseMayReadTheFiles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "haven.db")
	storetest.Open(t, path)
	for _, name := range []string{path, path + "-wal", path + "-shm"} {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if mode := info.Mode().Perm(); mode != 0o600 {
			t.Errorf("%s has the mode %v", filepath.Base(name), mode)
		}
	}
}

func TestNoCharacterOfAPasswordMakesAnErrorTellAPartOfIt(t *testing.T) {
	t.Chdir(t.TempDir())
	for c := rune(1); c < 0x100; c++ {
		for _, form := range []string{
			"postgres://haven:%s@127.0.0.1:1/haven?sslmode=disable",
			"postgres://127.0.0.1:1/haven?sslmode=disable&user=haven&password=%s",
			"postgres:haven:%s@127.0.0.1/haven",
			"host=127.0.0.1 password=%s",
		} {
			for _, secret := range []string{"2718" + string(c) + "zebra", "zebra" + string(c) + "2718", "zebra" + string(c)} {
				s, err := store.Open(t.Context(), fmt.Sprintf(form, secret))
				if err == nil {
					s.Close()
					t.Errorf("opened %q with the password %q", form, secret)
				} else if strings.Contains(err.Error(), "2718") || strings.Contains(err.Error(), "zebra") {
					t.Errorf("%q with the password %q: %v", form, secret, err)
				}
			}
		}
	}
}
