"""The ways a message reaches people beside the portal's own pages: one small class for each."""
