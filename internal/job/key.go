package job

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"time"
)

// Keyring makes, finds and revokes API keys. A secret is shown once, when it
// is made; only its SHA-256 is kept. That needs no salt or slow hash, as the
// secrets made here are random and long.
type Keyring struct {
	store KeyStore
	now   func() time.Time
}

// NewKeyring makes a Keyring over a store; now nil means time.Now.
func NewKeyring(store KeyStore, now func() time.Time) *Keyring {
	if now == nil {
		now = time.Now
	}
	return &Keyring{store, now}
}

// Key finds the key with a secret. It is ErrNoKey where there is none or it
// was revoked, and ErrKeyExpired where its time is over; then the key is
// returned all the same.
func (k *Keyring) Key(ctx context.Context, secret string) (Key, error) {
	key, err := k.store.Key(ctx, hashSecret(secret))
	switch {
	case err != nil:
		return Key{}, err
	case !key.Revoked.IsZero():
		return Key{}, ErrNoKey
	case !key.Expires.IsZero() && !k.now().Before(key.Expires):
		return key, ErrKeyExpired
	}
	return key, nil
}

// CreateKey makes a key for an account that is valid until expires; zero:
// for ever. The secret cannot be had again.
func (k *Keyring) CreateKey(ctx context.Context, account, label string, expires time.Time) (secret string, key Key, err error) {
	if account == "" {
		return "", Key{}, errors.New("a key needs an account")
	}
	var random [32]byte
	rand.Read(random[:]) // never fails
	secret = base64.RawURLEncoding.EncodeToString(random[:])
	key, err = k.add(ctx, secret, Key{Account: account, Label: label, Expires: expires})
	return secret, key, err
}

// AcceptKey makes a secret that was chosen elsewhere valid for an account,
// for ever and even if it was revoked before.
func (k *Keyring) AcceptKey(ctx context.Context, secret, account string) (Key, error) {
	if secret == "" || account == "" {
		return Key{}, errors.New("a key needs a secret and an account")
	}
	return k.add(ctx, secret, Key{Account: account})
}

func (k *Keyring) add(ctx context.Context, secret string, key Key) (Key, error) {
	hash := hashSecret(secret)
	key.ID, key.Created = hash[:16], k.now().UTC().Truncate(time.Microsecond)
	if err := k.store.AddKey(ctx, hash, key); err != nil {
		return Key{}, fmt.Errorf("keep the key: %w", err)
	}
	return key, nil
}

// ListKeys returns all keys, revoked and expired ones too, oldest first.
func (k *Keyring) ListKeys(ctx context.Context) ([]Key, error) { return k.store.Keys(ctx) }

// RevokeKey makes the key with an ID invalid from now on, or returns
// ErrNoKey. To revoke it again changes nothing.
func (k *Keyring) RevokeKey(ctx context.Context, id string) error {
	return k.store.RevokeKey(ctx, id, k.now())
}

func hashSecret(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}
