"""How matching works, for everyone; runs, policy and fairness, for the centre."""
