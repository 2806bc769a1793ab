"""Where built static files go: hashed names, and what every page loads compressed beside it."""

from collections.abc import Iterator
from typing import Any

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from whitenoise.compress import Compressor

PORTAL_FILES = ("portal.", "js/", "img/", "django_htmx/htmx-2.min.")
"""Beginnings of names worth the time; compressing the administration's and the API reader's files takes a minute."""


class PortalStaticFilesStorage(ManifestStaticFilesStorage):
    """Django's manifest storage; Brotli and gzip variants, which WhiteNoise serves, for the portal's own files."""

    def post_process(self, *args: Any, **kwargs: Any) -> Iterator[Any]:
        compressor = Compressor(quiet=True)
        for name, hashed, processed in super().post_process(*args, **kwargs):
            yield name, hashed, processed
            if hashed and processed is True and name.startswith(PORTAL_FILES):
                for path in (name, hashed):
                    if compressor.should_compress(path):
                        compressor.compress(self.path(path))
