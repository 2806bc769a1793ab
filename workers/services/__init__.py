"""What changes workers' data."""
