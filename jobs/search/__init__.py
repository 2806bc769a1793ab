"""Searching published vacancies: what was asked, how the words are understood, one page of results, the counts."""

from jobs.search.criteria import Criteria
from jobs.search.run import Found, search

__all__ = ["Criteria", "Found", "search"]
