// Package config holds Haven's settings. One Config is made in cmd, from the
// environment and from flags, which win; nothing below reads either.
package config

import (
	"path/filepath"

	"github.com/spf13/pflag"
)

// Config is all that can be set.
type Config struct {
	// DatabaseURL is a postgres:// URL or the path of a SQLite file.
	DatabaseURL string
	DataDir     string // index, and the SQLite file unless DatabaseURL says else
	Addr        string // address to serve on
	BaseURL     string // how people reach the site, for links and QR codes
	// TrustedProxies are addresses and networks whose X-Forwarded-For counts,
	// separated by commas.
	TrustedProxies string
	// PublicMetrics lets /metrics answer to others than this machine.
	PublicMetrics bool
}

// setting is one setting with its two names.
type setting struct {
	env, flag, usage string
	value            *string
}

func (c *Config) settings() []setting {
	return []setting{
		{"HAVEN_DATABASE_URL", "database-url", "postgres://… or the path of a SQLite file (default haven.db in the data folder)", &c.DatabaseURL},
		{"HAVEN_DATA_DIR", "data-dir", "folder for the database and the search index", &c.DataDir},
		{"HAVEN_ADDR", "addr", "address to serve on", &c.Addr},
		{"HAVEN_BASE_URL", "base-url", "how people reach this site, such as https://haven.example.org", &c.BaseURL},
		{"HAVEN_TRUSTED_PROXIES", "trusted-proxies", "addresses and networks of the proxies in front, separated by commas", &c.TrustedProxies},
	}
}

// Default is a Config that works on a fresh machine.
func Default() Config {
	return Config{DataDir: "./haven-data", Addr: "127.0.0.1:8080"}
}

// Read fills in what the environment sets. getenv is os.Getenv.
func (c *Config) Read(getenv func(string) string) {
	for _, s := range c.settings() {
		if value := getenv(s.env); value != "" {
			*s.value = value
		}
	}
	c.PublicMetrics = getenv("HAVEN_PUBLIC_METRICS") == "true"
}

// AddFlags adds a flag for each setting; what is there already is its default.
func (c *Config) AddFlags(flags *pflag.FlagSet) {
	for _, s := range c.settings() {
		flags.StringVar(s.value, s.flag, *s.value, s.usage+" ("+s.env+")")
	}
	flags.BoolVar(&c.PublicMetrics, "public-metrics", c.PublicMetrics, "let /metrics answer to other machines (HAVEN_PUBLIC_METRICS=true)")
}

// Database is the address of the database.
func (c *Config) Database() string {
	if c.DatabaseURL != "" {
		return c.DatabaseURL
	}
	return filepath.Join(c.DataDir, "haven.db")
}

// IndexDir is the folder of the search index.
func (c *Config) IndexDir() string { return filepath.Join(c.DataDir, "index") }
