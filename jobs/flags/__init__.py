"""Adverts kept honest: what visitors report, what the centre decides, contacts shown one at a time."""
