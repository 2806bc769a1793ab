"""The private machine of the tests with the portal's real ways: production caches, no strictness that costs time."""

from tests.settings import *  # noqa: F403
from tests.settings import TEMPLATES

TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = ""  # type: ignore[index]  # one dict of mixed values
