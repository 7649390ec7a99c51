package store

import (
	"errors"
	"net/url"
	"regexp"
	"strings"
)

// An address of a database may hold a password, and errors end in logs: none
// here repeats any part of one that it could not read. So errors of url.Parse,
// which quote it, are not wrapped.
var (
	errAddress = errors.New("this is no database that Haven knows: write " + postgresForm + " for PostgreSQL, " +
		"or sqlite:PATH or the path of a file, such as haven-data/haven.db, for SQLite")
	errPostgresURL = errors.New("the address of the PostgreSQL database cannot be read: write " + postgresForm + ", " +
		"with %40 for @, %2F for /, %3A for :, %23 for #, %3F for ? and %25 for % in the user's name and password")
	errPath = errors.New("a SQLite database needs the path of a file, such as haven-data/haven.db")
)

const postgresForm = "postgres://USER:PASSWORD@HOST:PORT/DATABASE?sslmode=…"

const sqlitePrefix = "sqlite:"

// isPostgres reports whether an address says that it is PostgreSQL's.
func isPostgres(address string) bool {
	return hasPrefixFold(address, "postgres://") || hasPrefixFold(address, "postgresql://")
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// sqlitePath returns the path of a SQLite file. What looks like the address of
// a server is refused, or a file with the password in its name would be made.
func sqlitePath(address string) (string, error) {
	path, explicit := address, hasPrefixFold(address, sqlitePrefix)
	if explicit {
		path = address[len(sqlitePrefix):]
	}
	switch {
	case path == "" || strings.Contains(path, ":memory:"):
		return "", errPath
	case strings.Contains(path, "://"), strings.HasPrefix(path, "//") && !strings.HasPrefix(path, "///"):
		return "", errAddress
	case !explicit && (hasScheme(path) || serverWords.MatchString(path)):
		return "", errAddress
	}
	return path, nil
}

// serverWords matches "host=db password=…", and what stands before a host in
// "user:password@host".
var serverWords = regexp.MustCompile(`(?i)(^|[\s?&;])(host|hostaddr|port|user|password|dbname|sslmode|service)\s*=|:.*@`)

// hasScheme reports whether a text begins like a URL. One letter is a drive.
func hasScheme(path string) bool {
	end := strings.IndexAny(path, `:/\`)
	return end > 1 && path[end] == ':'
}

// connectTimeout, in seconds, is for a server that does not answer at all.
const connectTimeout = "10"

// postgresURL reads the URL of a PostgreSQL database. One whose password has
// a bare @, /, ? or # in it would be read as another host, database or
// setting, and be told in errors as such: it is refused.
func postgresURL(address string) (*url.URL, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, errPostgresURL
	}
	settings, err := url.ParseQuery(u.RawQuery)
	database := strings.TrimPrefix(u.EscapedPath(), "/")
	if err != nil || strings.Contains(address, "#") || strings.ContainsAny(database, "/@:") || strings.Contains(u.RawQuery, "@") {
		return nil, errPostgresURL
	}
	if !settings.Has("connect_timeout") {
		settings.Set("connect_timeout", connectTimeout)
	}
	u.RawQuery = settings.Encode()
	return u, nil
}

// serverName tells people which database is meant: "haven on db.example".
func serverName(u *url.URL) string {
	settings := u.Query()
	host, database := u.Hostname(), strings.TrimPrefix(u.Path, "/")
	if set := settings.Get("host"); set != "" {
		host = set
	}
	if set := settings.Get("dbname"); set != "" {
		database = set
	}
	if host == "" {
		host = "this machine"
	}
	if database == "" {
		return "the user's database on " + host
	}
	return database + " on " + host
}
