"""Staff pages of the intake."""
