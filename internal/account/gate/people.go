package gate

import (
	"context"
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"haven/internal/account"
	"haven/internal/audit"
	"haven/internal/store"
)

var (
	// ErrName: an organisation cannot bear that name.
	ErrName = errors.New("an organisation's name is one line of at most 80 characters")
	// ErrNameTaken: another organisation of the kind bears that name.
	ErrNameTaken = errors.New("there is an organisation of that name already")
)

// maxName is how long the name of an organisation can be, in characters: it
// stands at the top of each page.
const maxName = 80

// People are an organisation and its users, for whoever may invite there.
// ErrForbidden, also where there is no such organisation.
func (g *Gate) People(ctx context.Context, by Actor, organisation string) (account.Organisation, []account.Person, error) {
	if !account.May(by.User, account.Invite, organisation) {
		return account.Organisation{}, nil, ErrForbidden
	}
	o, err := g.store.Organisation(ctx, organisation)
	if err != nil {
		return o, nil, instead(err, ErrForbidden)
	}
	people, err := g.store.People(ctx, organisation)
	return o, people, err
}

// Person is a user whom an inviter may manage. ErrForbidden, also where there
// is no such user.
func (g *Gate) Person(ctx context.Context, by Actor, user string) (account.Person, error) {
	p, err := g.store.Person(ctx, user)
	if err == nil && !account.May(by.User, account.Invite, p.Organisation.ID) {
		err = ErrForbidden
	}
	if err != nil {
		return account.Person{}, instead(err, ErrForbidden)
	}
	return p, nil
}

// RolesToGive are those that somebody may invite into in an organisation; none
// where its people are its own affair.
func (g *Gate) RolesToGive(ctx context.Context, by Actor, of account.Organisation) ([]account.Role, error) {
	begun, err := g.store.HasBegun(ctx, of.ID)
	if err != nil {
		return nil, err
	}
	var roles []account.Role
	for _, role := range account.Roles() {
		if account.MayGive(by.User, role, of, begun) {
			roles = append(roles, role)
		}
	}
	return roles, nil
}

// Organisations are all whose people somebody may see.
func (g *Gate) Organisations(ctx context.Context, by Actor) ([]account.Organisation, error) {
	var all []account.Organisation
	for _, kind := range account.Kinds() {
		found, err := g.store.Organisations(ctx, kind)
		if err != nil {
			return nil, err
		}
		for _, o := range found {
			if account.May(by.User, account.Invite, o.ID) {
				all = append(all, o)
			}
		}
	}
	return all, nil
}

// AddOrganisation makes an organisation. ErrForbidden for whoever may invite
// into their own alone, ErrName or ErrNameTaken.
func (g *Gate) AddOrganisation(ctx context.Context, by Actor, kind account.Kind, name string) (account.Organisation, error) {
	o := account.Organisation{ID: g.store.NewID(), Kind: kind, Name: strings.TrimSpace(name)}
	if !account.May(by.User, account.Invite, o.ID) {
		return o, ErrForbidden
	}
	isLine := utf8.ValidString(o.Name) && !strings.ContainsFunc(o.Name, unicode.IsControl)
	if !kind.Valid() || !isLine || o.Name == "" || utf8.RuneCountInString(o.Name) > maxName {
		return o, ErrName
	}
	err := g.store.AddOrganisation(ctx, o, g.book.Note(by.Who(), audit.Action("organisation.added"), "organisation:"+o.ID))
	if errors.Is(err, store.ErrDuplicate) {
		err = ErrNameTaken
	}
	return o, err
}
