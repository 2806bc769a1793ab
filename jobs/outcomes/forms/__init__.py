"""Forms of following up."""
