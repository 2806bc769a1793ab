"""The pages of posting."""
