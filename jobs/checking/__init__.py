"""What an advert may not say: pure functions from text to findings, each with its rule, law and a better wording."""

from jobs.checking.advert import blocking, check_advert
from jobs.checking.engine import check_text, mended
from jobs.checking.findings import Finding, Rule, Severity

__all__ = ["Finding", "Rule", "Severity", "blocking", "check_advert", "check_text", "mended"]
