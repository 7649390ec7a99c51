// Package config holds Haven's settings. One Config is made in cmd, from the
// environment and from flags, which win; nothing below reads either.
package config

import (
	"cmp"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/pflag"
)

// Config is all that can be set.
type Config struct {
	// DatabaseURL is a postgres:// URL or the path of a SQLite file.
	DatabaseURL string
	DataDir     string // index, and the SQLite file unless DatabaseURL says else
	Addr        string // address to serve on
	// BaseURL is how people reach the site: search engines, QR codes and shared
	// links are told of it. No request's Host header is believed instead, as
	// anybody can send one. "" for the address served on; see [Config.Site].
	BaseURL string
	// TrustedProxies are addresses and networks whose X-Forwarded-For counts,
	// separated by commas.
	TrustedProxies string
	// MapTiles is the address of map tiles to show below the places instead of
	// our own outlines, with {z}, {x} and {y} in it; "" for none. Visitors'
	// browsers ask that site, which so learns where they look. MapCredit is
	// what its makers want to be told of them.
	MapTiles, MapCredit string
	// MasterKeyFile is a file of 32 bytes that wraps every key in the database:
	// those of cases, accounts and addresses; "" for one in the data folder.
	MasterKeyFile string
	// FindTreatmentURL is where FindTreatment.gov's API is asked; "" for where
	// it is.
	FindTreatmentURL string
	Sending
	OIDC OIDC
	Imports
	// PublicMetrics lets /metrics answer to others than this machine.
	PublicMetrics bool
}

// setting is one setting with its two names.
type setting struct {
	env, flag, usage string
	value            *string
	// secret settings may hold a password: their value is never shown, and may
	// come from a file.
	secret bool
}

func (c *Config) settings() []setting {
	return slices.Concat(c.Sending.settings(), c.OIDC.settings(), c.Imports.settings(), []setting{
		{"HAVEN_DATABASE_URL", "database-url", "postgres://… or the path of a SQLite file (default haven.db in the data folder)", &c.DatabaseURL, true},
		{"HAVEN_DATA_DIR", "data-dir", "folder for the database and the search index", &c.DataDir, false},
		{"HAVEN_ADDR", "addr", "address to serve on", &c.Addr, false},
		{"HAVEN_BASE_URL", "base-url", "how people reach this site, such as https://haven.example.org; search engines and shared links need it (default the address served on)", &c.BaseURL, false},
		{"HAVEN_TRUSTED_PROXIES", "trusted-proxies", "addresses and networks of the proxies in front, separated by commas", &c.TrustedProxies, false},
		{"HAVEN_MAP_TILES", "map-tiles", "map tiles to show instead of Haven's own outlines, such as https://tiles.example.org/{z}/{x}/{y}.png; that site then learns where visitors look (default none)", &c.MapTiles, false},
		{"HAVEN_MAP_CREDIT", "map-credit", "who made the map tiles, as they want it said", &c.MapCredit, false},
		{"HAVEN_FINDTREATMENT_URL", "findtreatment-url", "where to ask FindTreatment.gov, if not at its own address", &c.FindTreatmentURL, false},
		{"HAVEN_MASTER_KEY_FILE", "master-key-file", "file of 32 random bytes that wraps every key in the database: those of cases, accounts and addresses; without it nothing of those can be read, so keep a copy; the same for all servers on one database (default made in the data folder)", &c.MasterKeyFile, false},
	})
}

// The names of the one setting that is not a text.
const (
	publicMetricsEnv  = "HAVEN_PUBLIC_METRICS"
	publicMetricsFlag = "public-metrics"
)

// Default is a Config that works on a fresh machine.
func Default() Config {
	return Config{DataDir: "./haven-data", Addr: "127.0.0.1:8080", Sending: Sending{SMTPEncryption: "starttls"}}
}

// Read fills in what the environment sets. getenv is os.Getenv. A secret is
// read from the file that the variable with _FILE at its end names, which
// keeps it out of lists of processes and of their environments.
func (c *Config) Read(getenv func(string) string) error {
	for _, s := range c.settings() {
		value := getenv(s.env)
		if file := getenv(s.env + "_FILE"); s.secret && file != "" {
			if value != "" {
				return fmt.Errorf("%s and %s_FILE are both set: set one of them", s.env, s.env)
			}
			content, err := os.ReadFile(file)
			if err != nil {
				return fmt.Errorf("%s_FILE: %w", s.env, err)
			}
			value = strings.TrimSpace(string(content))
		}
		*s.value = cmp.Or(value, *s.value)
	}
	if value := getenv(publicMetricsEnv); value != "" {
		open, err := strconv.ParseBool(value)
		if err != nil {
			return fmt.Errorf("%s is %q: set it to true or false", publicMetricsEnv, value)
		}
		c.PublicMetrics = open
	}
	return nil
}

// AddFlags adds a flag for each setting; what is there already is its default.
func (c *Config) AddFlags(flags *pflag.FlagSet) {
	for _, s := range c.settings() {
		flags.StringVar(s.value, s.flag, *s.value, s.usage+" ("+s.env+")")
		if s.secret {
			flags.Lookup(s.flag).DefValue = "" // help shows it
		}
	}
	flags.BoolVar(&c.PublicMetrics, publicMetricsFlag, c.PublicMetrics, "let /metrics answer to other machines ("+publicMetricsEnv+"=true)")
}

// Validate refuses settings that cannot work, before anything is opened.
func (c *Config) Validate() error {
	if c.DataDir == "" {
		return errors.New("--data-dir is empty: name a folder")
	}
	if _, _, err := net.SplitHostPort(c.Addr); err != nil {
		return fmt.Errorf("--addr %q is no address to serve on: write it as 127.0.0.1:8080, or :8080 for all of this machine's", c.Addr)
	}
	if c.BaseURL != "" && !isSite(c.BaseURL) {
		return fmt.Errorf("--base-url %q is no address of a site: write it as https://haven.example.org, without a path", c.BaseURL)
	}
	if c.FindTreatmentURL != "" && !isWeb(c.FindTreatmentURL) {
		return fmt.Errorf("--findtreatment-url %q is no address: write it as https://findtreatment.example.org/locator/exportsAsJson/v2", c.FindTreatmentURL)
	}
	if c.MapTiles != "" && c.TileSite() == "" {
		return fmt.Errorf("--map-tiles %q is no address of tiles: write it as https://tiles.example.org/{z}/{x}/{y}.png", c.MapTiles)
	}
	if err := cmp.Or(c.OIDC.validate(), c.Imports.validate()); err != nil {
		return err
	}
	return c.Sending.validate()
}

// TileSite is the site that map tiles come from, "" if there is none: the only
// other one that pages may load anything from.
func (c *Config) TileSite() string {
	for _, part := range []string{"{z}", "{x}", "{y}"} {
		if !strings.Contains(c.MapTiles, part) {
			return ""
		}
	}
	u, err := url.Parse(strings.NewReplacer("{", "", "}", "").Replace(c.MapTiles))
	if err != nil || u.User != nil || strings.ContainsAny(u.Host, "; ,") {
		return ""
	}
	if site := u.Scheme + "://" + u.Host; isSite(site) {
		return site
	}
	return ""
}

func isSite(address string) bool {
	u, err := url.Parse(strings.TrimSuffix(address, "/"))
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && *u == url.URL{Scheme: u.Scheme, Host: u.Host}
}

// Site is the address of the site without a slash at its end; served is the
// address served on.
func (c *Config) Site(served net.Addr) string {
	return strings.TrimSuffix(cmp.Or(c.BaseURL, "http://"+served.String()), "/")
}

// Database is the address of the database.
func (c *Config) Database() string {
	if c.DatabaseURL != "" {
		return c.DatabaseURL
	}
	return filepath.Join(c.DataDir, "haven.db")
}

// TrayDir is the folder of files on their way into the directory.
func (c *Config) TrayDir() string { return filepath.Join(c.DataDir, "imports") }

// IndexDir is the folder of the search index.
func (c *Config) IndexDir() string { return filepath.Join(c.DataDir, "index") }

// MasterKey is the file of the master key; own is whether it is our own, in
// the data folder, to be made where it is missing.
func (c *Config) MasterKey() (file string, own bool) {
	if c.MasterKeyFile != "" {
		return c.MasterKeyFile, false
	}
	return filepath.Join(c.DataDir, "master.key"), true
}
