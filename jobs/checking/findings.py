"""What the check says of a piece of text."""

from dataclasses import dataclass, replace

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Severity(TextChoices):
    BLOCK = "block", _("Phải sửa trước khi đăng")
    WARN = "warn", _("Nên sửa")


@dataclass(frozen=True)
class Rule:
    """``law`` names the provisions; empty where it is the centre's advice."""

    code: str
    severity: Severity
    title: str | Promise
    why: str | Promise
    law: str | Promise


@dataclass(frozen=True)
class Finding:
    """A passage of one field. ``start`` and ``end`` count characters of the text as given."""

    rule: Rule
    start: int
    end: int
    excerpt: str
    suggestion: str
    """What to write instead; empty: leave the passage out."""
    severity: Severity
    field: str = ""

    @property
    def mark(self) -> str:
        """Names the finding within its field, for a button that accepts the suggestion."""
        return f"{self.rule.code}:{self.start}:{self.end}"

    @property
    def blocks(self) -> bool:
        return self.severity is Severity.BLOCK

    def of(self, field: str) -> "Finding":
        return replace(self, field=field)
