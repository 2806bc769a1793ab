"""A person's own pages about themselves."""
