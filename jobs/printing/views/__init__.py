"""Pages of papers: what can be printed, what was, and the printed sheet."""
