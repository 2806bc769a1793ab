"""A typeset document as the answer to a request."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from portal.documents.uploads import PDF, tidy_name


def pdf_answer(content: bytes, name: str, *, download: bool = False) -> HttpResponse:
    """``content`` to be read in the browser or, with ``download``, to be saved; kept by nobody on the way."""
    response = HttpResponse(content, content_type=PDF)
    # The ending is added by the tidy name; a dot within the name is not an ending.
    named = tidy_name(f"{name.replace('.', ' ')}.pdf", PDF)
    response["Content-Disposition"] = content_disposition_header(as_attachment=download, filename=named) or "inline"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
