package gate

import (
	"context"

	"haven/internal/account"
	"haven/internal/seal"
	"haven/internal/store"
)

// rootSecret is the name under which the store keeps the root of the keys.
const rootSecret = "accounts"

// OpenKeys opens the keys of a store's accounts, which are made where there are
// none yet. It fails with seal.ErrOtherMaster if they were wrapped by another
// master key.
func OpenKeys(ctx context.Context, s *store.Store, master seal.Master) (account.Keys, error) {
	wrapped, err := s.WrappedSecret(ctx, rootSecret, master.Wrap(seal.NewSecret(), rootSecret))
	if err != nil {
		return account.Keys{}, err
	}
	root, err := master.Unwrap(wrapped, rootSecret)
	if err != nil {
		return account.Keys{}, err
	}
	return account.KeysOf(root)
}
