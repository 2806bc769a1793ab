"""The parts of the occupation coder (:mod:`jobs.intake.occupation`)."""
