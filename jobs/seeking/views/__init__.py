"""The pages of a person who looks for work."""
