// Package account is who may sign in and what they may do: organisations,
// users and their roles, the rights of each, and the proofs people give of who
// they are (passwords, one-time codes, tokens). It opens no store and reads no
// clock; package gate ties it to both.
package account
