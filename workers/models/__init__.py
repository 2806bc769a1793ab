"""People who look for work (Mẫu 01, 01a)."""

from workers.models.consent import Consent
from workers.models.profile import (
    BlockedEmployer,
    WorkerComputing,
    WorkerLanguage,
    WorkerLicence,
    WorkerSkill,
    WorkHistory,
)
from workers.models.wish import WantedOccupation, WantedPlace, WorkWish
from workers.models.worker import Worker

__all__ = [
    "BlockedEmployer",
    "Consent",
    "WantedOccupation",
    "WantedPlace",
    "WorkHistory",
    "WorkWish",
    "Worker",
    "WorkerComputing",
    "WorkerLanguage",
    "WorkerLicence",
    "WorkerSkill",
]
