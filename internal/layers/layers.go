// Package layers holds no code: its test keeps the house's one rule, that
// imports go downward only.
package layers
