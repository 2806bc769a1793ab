"""What changes vacancies, applications and what follows from them."""

from jobs.services.errors import NotPossible

__all__ = ["NotPossible"]
