"""Pages of the person, and of the centre's managers."""
