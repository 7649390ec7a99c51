package seal

// Secret is the key itself, so that tests can look where it must not be.
func (m Master) Secret(stored Key) ([]byte, error) { return m.secret(stored) }
