package config

import (
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/pflag"
)

// environment is a getenv of these variables.
func environment(variables map[string]string) func(string) string {
	return func(name string) string { return variables[name] }
}

func read(t *testing.T, variables map[string]string, args ...string) Config {
	t.Helper()
	c := Default()
	if err := c.Read(environment(variables)); err != nil {
		t.Fatal(err)
	}
	flags := pflag.NewFlagSet("haven", pflag.ContinueOnError)
	c.AddFlags(flags)
	if err := flags.Parse(args); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestDefaultsNeedNothing(t *testing.T) {
	c := read(t, nil)
	if err := c.Validate(); err != nil {
		t.Error(err)
	}
	if c.Addr != "127.0.0.1:8080" || c.Database() != "haven-data/haven.db" || c.IndexDir() != "haven-data/index" || c.PublicMetrics {
		t.Errorf("%+v, database %s, index %s", c, c.Database(), c.IndexDir())
	}
}

func TestFlagsWinOverTheEnvironment(t *testing.T) {
	variables := map[string]string{
		"HAVEN_DATABASE_URL": "one.db", "HAVEN_DATA_DIR": "one", "HAVEN_ADDR": ":1", "HAVEN_BASE_URL": "https://one.example",
		"HAVEN_TRUSTED_PROXIES": "10.0.0.1", "HAVEN_PUBLIC_METRICS": "1",
		"HAVEN_SMTP_ADDR": "one:25", "HAVEN_SMTP_FROM": "one@one.example", "HAVEN_SMTP_USER": "one", "HAVEN_SMTP_PASSWORD": "secret one", "HAVEN_SMTP_ENCRYPTION": "tls",
		"HAVEN_TEXT_URL": "https://one.example", "HAVEN_TEXT_TOKEN": "token one", "HAVEN_TEXT_BODY": "one",
		"HAVEN_MASTER_KEY_FILE": "one.key", "HAVEN_FINDTREATMENT_URL": "http://one.example/v2", "HAVEN_MAP_TILES": "one/{z}/{x}/{y}", "HAVEN_MAP_CREDIT": "One",
	}
	want := Config{DatabaseURL: "one.db", DataDir: "one", Addr: ":1", BaseURL: "https://one.example", TrustedProxies: "10.0.0.1", MapTiles: "one/{z}/{x}/{y}", MapCredit: "One", MasterKeyFile: "one.key", FindTreatmentURL: "http://one.example/v2", PublicMetrics: true,
		Sending: Sending{"one:25", "one@one.example", "one", "secret one", "tls", "https://one.example", "token one", "one"}}
	if c := read(t, variables); c != want {
		t.Errorf("the environment gives %+v, want %+v", c, want)
	}
	want = Config{DatabaseURL: "two.db", DataDir: "two", Addr: ":2", BaseURL: "https://two.example", TrustedProxies: "10.0.0.2", MapTiles: "two/{z}/{x}/{y}", MapCredit: "Two", MasterKeyFile: "two.key", FindTreatmentURL: "http://two.example/v2",
		Sending: Sending{"two:25", "two@two.example", "two", "secret two", "none", "https://two.example", "token two", "two"}}
	c := read(t, variables, "--database-url", "two.db", "--data-dir", "two", "--addr", ":2", "--base-url", "https://two.example",
		"--smtp-addr", "two:25", "--smtp-from", "two@two.example", "--smtp-user", "two", "--smtp-password", "secret two", "--smtp-encryption", "none",
		"--text-url", "https://two.example", "--text-token", "token two", "--text-body", "two",
		"--trusted-proxies", "10.0.0.2", "--map-tiles", "two/{z}/{x}/{y}", "--map-credit", "Two", "--master-key-file", "two.key", "--findtreatment-url", "http://two.example/v2", "--public-metrics=false")
	if c != want {
		t.Errorf("flags give %+v, want %+v", c, want)
	}
}

func TestTheMasterKeyIsInTheDataFolderUnlessNamed(t *testing.T) {
	c := read(t, map[string]string{"HAVEN_DATA_DIR": "one"})
	if file, own := c.MasterKey(); file != "one/master.key" || !own {
		t.Errorf("by default it is %s, our own: %v", file, own)
	}
	c = read(t, nil, "--master-key-file", "/run/secrets/key")
	if file, own := c.MasterKey(); file != "/run/secrets/key" || own {
		t.Errorf("named, it is %s, our own: %v", file, own)
	}
}

func TestTheDatabaseURLMayComeFromAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "url")
	if err := os.WriteFile(file, []byte("postgres://haven:swordfish@db/haven\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if c := read(t, map[string]string{"HAVEN_DATABASE_URL_FILE": file}); c.Database() != "postgres://haven:swordfish@db/haven" {
		t.Errorf("the database is %q", c.Database())
	}
	if c := read(t, map[string]string{"HAVEN_DATABASE_URL_FILE": file}, "--database-url", "two.db"); c.Database() != "two.db" {
		t.Errorf("the flag does not win: %q", c.Database())
	}
}

func TestWhatTheEnvironmentCannotMean(t *testing.T) {
	for _, tt := range []struct {
		variables map[string]string
		says      string
	}{
		{map[string]string{"HAVEN_PUBLIC_METRICS": "yes please"}, "HAVEN_PUBLIC_METRICS"},
		{map[string]string{"HAVEN_DATABASE_URL_FILE": filepath.Join(t.TempDir(), "none")}, "HAVEN_DATABASE_URL_FILE"},
		{map[string]string{"HAVEN_DATABASE_URL_FILE": "x", "HAVEN_DATABASE_URL": "postgres://haven:swordfish@db/haven"}, "both"},
	} {
		c := Default()
		err := c.Read(environment(tt.variables))
		if err == nil || !strings.Contains(err.Error(), tt.says) || strings.Contains(err.Error(), "swordfish") {
			t.Errorf("%v: %v, want a word on %s", tt.variables, err, tt.says)
		}
	}
}

func TestEverySettingIsDocumented(t *testing.T) {
	files, err := filepath.Glob("../../docs/*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("there are no documents: %v", err)
	}
	var told strings.Builder
	for _, file := range append(files, "../../README.md") {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		told.Write(text)
	}
	names := []string{publicMetricsEnv}
	for _, s := range new(Config).settings() {
		names = append(names, s.env)
	}
	for _, name := range names {
		if !regexp.MustCompile(`\b` + name + `(_FILE)?\b`).MatchString(told.String()) {
			t.Errorf("neither the README nor docs say what %s is", name)
		}
	}
}

func TestHelpDoesNotShowThePasswordOfTheDatabase(t *testing.T) {
	c := Default()
	if err := c.Read(environment(map[string]string{"HAVEN_DATABASE_URL": "postgres://haven:swordfish@db/haven", "HAVEN_ADDR": ":9"})); err != nil {
		t.Fatal(err)
	}
	flags := pflag.NewFlagSet("haven", pflag.ContinueOnError)
	c.AddFlags(flags)
	help := flags.FlagUsages()
	if strings.Contains(help, "swordfish") {
		t.Errorf("it does:\n%s", help)
	}
	if !strings.Contains(help, `":9"`) || !strings.Contains(help, "HAVEN_DATABASE_URL") {
		t.Errorf("other settings should be shown:\n%s", help)
	}
}

func TestSettingsThatCannotWork(t *testing.T) {
	for _, tt := range []struct {
		change func(*Config)
		says   string
	}{
		{func(c *Config) { c.DataDir = "" }, "--data-dir"},
		{func(c *Config) { c.Addr = "8080" }, "127.0.0.1:8080"},
		{func(c *Config) { c.Addr = "" }, "127.0.0.1:8080"},
		{func(c *Config) { c.BaseURL = "haven.example" }, "https://"},
		{func(c *Config) { c.BaseURL = "ftp://haven.example" }, "https://"},
		{func(c *Config) { c.BaseURL = "https://haven.example/help" }, "without a path"},
		{func(c *Config) { c.BaseURL = "https://haven.example?a=b" }, "without a path"},
		{func(c *Config) { c.BaseURL = "https://somebody@haven.example" }, "https://"},
		{func(c *Config) { c.BaseURL = "https:///" }, "https://"},
		{func(c *Config) { c.MapTiles = "https://tiles.example/{z}/{x}.png" }, "--map-tiles"},
		{func(c *Config) { c.MapTiles = "/{z}/{x}/{y}.png" }, "--map-tiles"},
		{func(c *Config) { c.MapTiles = "https://me@tiles.example/{z}/{x}/{y}.png" }, "--map-tiles"},
		{func(c *Config) { c.SMTPAddr = "mail.example" }, "--smtp-addr"},
		{func(c *Config) { c.SMTPAddr = "mail.example:587" }, "--smtp-from"},
		{func(c *Config) { c.SMTPAddr, c.SMTPFrom = "mail.example:587", "The Line <line@example.org>" }, "--smtp-from"},
		{func(c *Config) { c.SMTPUser = "haven" }, "--smtp-user"},
		{func(c *Config) { c.SMTPPassword = "swordfish" }, "--smtp-user"},
		{func(c *Config) { c.SMTPEncryption = "rot13" }, "--smtp-encryption"},
		{func(c *Config) {
			c.SMTPAddr, c.SMTPFrom, c.SMTPEncryption = "mail.example:25", "line@example.org", "none"
		}, "--smtp-encryption"},
		{func(c *Config) { c.TextURL = "sms.example" }, "--text-url"},
		{func(c *Config) { c.TextURL = "http://sms.example/send" }, "--text-url"},
		{func(c *Config) { c.TextBody = "to={to}" }, "--text-body"},
		{func(c *Config) { c.TextBody = `{"to":{to},"text":{text}}` }, "--text-body"},
		{func(c *Config) { c.MapTiles = "https://tiles.example;*/{z}/{x}/{y}.png" }, "--map-tiles"},
	} {
		c := Default()
		tt.change(&c)
		if err := c.Validate(); err == nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%+v: %v, want a word on %s", c, err, tt.says)
		}
	}
}

func TestMailGoesInTheClearInsideThisMachineAlone(t *testing.T) {
	for _, addr := range []string{"localhost:25", "127.0.0.1:25", "[::1]:25"} {
		c := Default()
		c.SMTPAddr, c.SMTPFrom, c.SMTPEncryption = addr, "line@example.org", "none"
		if err := c.Validate(); err != nil {
			t.Errorf("%s: %v", addr, err)
		}
	}
}

func TestTheSiteIsWhereItIsServedUnlessSomebodySaysElse(t *testing.T) {
	served := &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 8080}
	for set, want := range map[string]string{
		"":                       "http://127.0.0.1:8080",
		"https://haven.example":  "https://haven.example",
		"https://haven.example/": "https://haven.example",
	} {
		c := Default()
		c.BaseURL = set
		if err := c.Validate(); err != nil {
			t.Error(err)
		}
		if got := c.Site(served); got != want {
			t.Errorf("with %q it is %q, want %q", set, got, want)
		}
	}
}

func TestTilesComeFromOneSite(t *testing.T) {
	for set, want := range map[string]string{
		"": "",
		"https://tiles.example/{z}/{x}/{y}.png?key=1": "https://tiles.example",
		"http://127.0.0.1:9/{z}/{y}/{x}":              "http://127.0.0.1:9",
	} {
		c := Default()
		c.MapTiles = set
		if err := c.Validate(); err != nil || c.TileSite() != want {
			t.Errorf("%q comes from %q, %v", set, c.TileSite(), err)
		}
	}
}

// Some gateways take their key in the address or in what is posted.
func TestTheKeyOfATextGatewayComesFromAFileAndIsNotShown(t *testing.T) {
	file := filepath.Join(t.TempDir(), "gateway")
	if err := os.WriteFile(file, []byte("https://sms.example/send?key=swordfish\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c := Default()
	env := map[string]string{"HAVEN_TEXT_URL_FILE": file, "HAVEN_TEXT_BODY": "key=swordfish&to={to}"}
	if err := c.Read(func(name string) string { return env[name] }); err != nil || c.TextURL != "https://sms.example/send?key=swordfish" {
		t.Fatalf("it is %q (%v)", c.TextURL, err)
	}
	flags := pflag.NewFlagSet("haven", pflag.ContinueOnError)
	c.AddFlags(flags)
	if err := c.Validate(); err == nil || strings.Contains(flags.FlagUsages()+err.Error(), "swordfish") {
		t.Errorf("it is shown: %s %v", flags.FlagUsages(), err)
	}
}
