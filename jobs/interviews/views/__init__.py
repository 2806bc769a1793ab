"""Pages of interviews, both sides."""
