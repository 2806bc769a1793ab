"""Programmes of work abroad for the public: conditions, official fees, steps, and saying that one wants to go."""
