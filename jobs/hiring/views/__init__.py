"""The pages of those who hire."""
