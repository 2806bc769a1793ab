"""Pages of the reply clock and of decisions."""
