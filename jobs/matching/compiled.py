"""Compiling with numba: without the interpreter's lock, kept on disk so that a fresh process starts at once.

Numba looks only at a function's own file when it decides whether a kept compilation is still good; the kernel is put
together from several. They are therefore kept in a folder named after the digest of all of them.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numba
from django.conf import settings

F = TypeVar("F", bound=Callable[..., Any])

_HERE = Path(__file__).parent
_SOURCES = ("affinity.py", "compiled.py", "kernel.py", "shares.py")


def _digest() -> str:
    sources = b"".join((_HERE / name).read_bytes() for name in _SOURCES)
    return hashlib.sha256(sources + numba.__version__.encode()).hexdigest()[:16]


numba.config.CACHE_DIR = str(settings.STATE_DIR / "compiled" / _digest())


def compiled(function: F) -> F:
    """``function`` compiled for the types of its first call, and kept."""
    made: F = numba.njit(function, nogil=True, cache=True)
    return made


def inlined(function: F) -> F:
    """``function`` compiled as a part of its callers."""
    made: F = numba.njit(function, nogil=True)
    return made
