package handover

import "crypto/x509"

// Trusting is the same mail for a server whose certificate a test made.
func (m *Mail) Trusting(roots *x509.CertPool) *Mail {
	m.roots = roots
	return m
}
