"""What makes the tests strict."""
