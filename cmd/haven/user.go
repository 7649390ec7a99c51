package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/audit"
	"haven/internal/config"
	"haven/internal/seal"
	"haven/internal/store"
)

// joinPath is where a one-time link leads: the page of [gate.Gate.Join].
const joinPath = "/join/"

// user is `haven user add` and `haven user renew`.
func user(ctx context.Context, p *program, args []string) error {
	flags := newFlags("user add|renew EMAIL")
	role := flags.String("role", "", "what a new user is there for: "+roleNames())
	organisation := flags.String("org", "", "name of a new user's organisation, made if there is none (default the only one of its kind)")
	c, rest, err := p.parse(flags, args)
	if err != nil {
		return err
	}
	if len(rest) == 2 && rest[0] == "renew" {
		return p.renewUser(ctx, c, rest[1])
	}
	n, err := newcomer(rest, account.Role(*role))
	if err != nil {
		return err
	}
	return p.addUser(ctx, c, n, strings.TrimSpace(*organisation))
}

func (p *program) addUser(ctx context.Context, c config.Config, n gate.Newcomer, organisation string) error {
	g, s, err := openGate(ctx, c)
	if err != nil {
		return err
	}
	defer s.Close()
	if n.Organisation, err = organisationOf(ctx, s, g, n.Role, organisation); err != nil {
		return err
	}
	token, err := g.InviteByCommand(ctx, n)
	if errors.Is(err, gate.ErrTaken) {
		return fmt.Errorf("%w: nothing was changed; haven user renew makes a new link for whoever lost access", err)
	}
	if err != nil {
		return err
	}
	p.handOver(c, token, n.Role, n.Organisation)
	return nil
}

// renewUser is for whoever lost password, telephone and recovery codes, where
// nobody is left who could renew their access on a page.
func (p *program) renewUser(ctx context.Context, c config.Config, email string) error {
	g, s, err := openGate(ctx, c)
	if err != nil {
		return err
	}
	defer s.Close()
	u, token, err := g.RenewByCommand(ctx, email)
	if errors.Is(err, gate.ErrForbidden) {
		return fmt.Errorf("%s has no account that is open: haven user add makes one", email)
	}
	if err != nil {
		return err
	}
	p.handOver(c, token, u.Role, u.Organisation)
	return nil
}

// handOver prints a one-time link.
func (p *program) handOver(c config.Config, token string, role account.Role, of account.Organisation) {
	fmt.Fprintf(p.stdout, "%s%s%s\n", siteOf(c), joinPath, token)
	fmt.Fprintf(p.stderr, "Send this link to the %s of %s. It works once, for %d hours.\n", role, of.Name, int(account.LinkLasts/time.Hour))
}

// newcomer reads `add EMAIL` and the role.
func newcomer(args []string, role account.Role) (n gate.Newcomer, err error) {
	if len(args) != 2 || args[0] != "add" {
		return n, usageError{"write it as haven user add EMAIL --role ROLE, or haven user renew EMAIL"}
	}
	if role.Kind() == "" {
		return n, usageError{fmt.Sprintf("--role %q is no role: use one of %s", role, roleNames())}
	}
	email, err := account.NormalEmail(args[1])
	if err != nil {
		return n, usageError{err.Error()}
	}
	return gate.Newcomer{Email: email, Role: role}, nil
}

func roleNames() string {
	var names []string
	for _, role := range account.Roles() {
		names = append(names, string(role))
	}
	return strings.Join(names, ", ")
}

// unnamed is what an organisation is called until somebody names it.
var unnamed = map[account.Kind]string{account.Helpline: "Helpline", account.Operator: "Operator"}

// organisationOf is the organisation of that name for a role; without a name
// the only one there is. It is made if it is not there. Owners without a name
// are one each: two facilities must not share what is the one's.
func organisationOf(ctx context.Context, s *store.Store, g *gate.Gate, role account.Role, name string) (account.Organisation, error) {
	o := account.Organisation{ID: s.NewID(), Kind: role.Kind(), Name: name}
	there, err := s.Organisations(ctx, o.Kind)
	if err != nil {
		return o, err
	}
	switch {
	case name != "":
		if i := slices.IndexFunc(there, func(o account.Organisation) bool { return o.Name == name }); i >= 0 {
			return there[i], nil
		}
	case o.Kind == account.Owner:
		o.Name = "Owner " + o.ID
	case len(there) == 1:
		return there[0], nil
	case len(there) > 1:
		return o, usageError{fmt.Sprintf("there are %d organisations of that kind: name one with --org", len(there))}
	default:
		o.Name = unnamed[o.Kind]
	}
	return o, s.AddOrganisation(ctx, o, g.Book().Note(audit.Command, "organisation.added", "organisation:"+o.ID))
}

// openGate opens the accounts in the database.
func openGate(ctx context.Context, c config.Config) (*gate.Gate, *store.Store, error) {
	s, err := store.Open(ctx, c.Database())
	if err != nil {
		return nil, nil, err
	}
	keys, err := accountKeys(ctx, c, s)
	if err != nil {
		return nil, nil, errors.Join(err, s.Close())
	}
	return gate.New(s, keys, time.Now), s, nil
}

// accountKeys makes the keys of accounts of the master key, which has to be
// the one that the database knows.
func accountKeys(ctx context.Context, c config.Config, s *store.Store) (account.Keys, error) {
	if _, err := openSealer(ctx, c, s); err != nil {
		return account.Keys{}, err
	}
	file, _ := c.MasterKey()
	master, err := seal.ReadMaster(file)
	if err != nil {
		return account.Keys{}, err
	}
	return gate.OpenKeys(ctx, s, master)
}

// siteOf is how people reach the site when no server runs in this process.
func siteOf(c config.Config) string { return c.Site(address(c.Addr)) }

// address is one that is written as host and port.
type address string

func (address) Network() string  { return "tcp" }
func (a address) String() string { return string(a) }
