"""Compiling with numba: without the interpreter's lock, kept on disk so that a fresh process starts at once.

Numba looks only at a function's own file when it decides whether a kept compilation is still good; the kernel is put
together from several. They are therefore kept in a folder named after the digest of all of them.
"""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from types import FunctionType
from typing import Any, TypeVar, cast

import numba
from django.conf import settings

F = TypeVar("F", bound=Callable[..., Any])

_HERE = Path(__file__).parent
_SOURCES = ("affinity.py", "bitsets.py", "compiled.py", "kernel.py", "layout.py", "misses.py", "seats.py", "shares.py")


def _digest() -> str:
    sources = b"".join((_HERE / name).read_bytes() for name in _SOURCES)
    return hashlib.sha256(sources + numba.__version__.encode()).hexdigest()[:16]


def _folder() -> Path:
    """Beside the code, where all state directories of a checkout share it, else with the state."""
    beside = settings.BASE_DIR / ".local"
    writable = os.access(beside if beside.exists() else settings.BASE_DIR, os.W_OK)
    return (beside if writable else settings.STATE_DIR) / "compiled" / _digest()


numba.config.CACHE_DIR = str(_folder())  # type: ignore[attr-defined]  # numba makes its settings at run time


def compiled(function: F) -> F:
    """``function`` compiled for the types of its first call, and kept."""
    made: Any = numba.njit(function, nogil=True, cache=True, error_model="numpy")
    return cast(F, made)


def inlined(function: F, **helpers: Callable[..., Any]) -> F:
    """``function`` compiled as a part of its callers; ``helpers`` are compiled functions it calls by these names."""
    bound = FunctionType(function.__code__, {**function.__globals__, **helpers}, function.__name__)
    made: Any = numba.njit(bound, nogil=True, error_model="numpy")
    return cast(F, made)
