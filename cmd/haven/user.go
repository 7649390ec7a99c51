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

// user is `haven user add`.
func user(ctx context.Context, p *program, args []string) error {
	flags := newFlags("user add EMAIL")
	role := flags.String("role", "", "what the user is there for: "+roleNames())
	organisation := flags.String("org", "", "name of the user's organisation, made if there is none (default the only one of its kind)")
	c, rest, err := p.parse(flags, args)
	if err != nil {
		return err
	}
	n, err := newcomer(rest, account.Role(*role))
	if err != nil {
		return err
	}
	g, s, err := openGate(ctx, c)
	if err != nil {
		return err
	}
	defer s.Close()
	if n.Organisation, err = organisationOf(ctx, s, g, n.Role, strings.TrimSpace(*organisation)); err != nil {
		return err
	}
	token, err := g.InviteByCommand(ctx, n)
	if errors.Is(err, gate.ErrTaken) {
		return fmt.Errorf("%w: nothing was changed", err)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "%s%s%s\n", siteOf(c), joinPath, token)
	fmt.Fprintf(p.stderr, "Send this link to the new %s of %s. It works once, for %d hours.\n", n.Role, n.Organisation.Name, int(account.LinkLasts/time.Hour))
	return nil
}

// newcomer reads `add EMAIL` and the role.
func newcomer(args []string, role account.Role) (n gate.Newcomer, err error) {
	if len(args) != 2 || args[0] != "add" {
		return n, usageError{"write it as haven user add EMAIL --role ROLE"}
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
