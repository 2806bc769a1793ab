"""Employers by their comparable names, kept in memory while a file is taken in."""

from collections.abc import Iterable

from employers.enums import Verification
from employers.models import Employer
from jobs.intake.contacts import employer_key
from jobs.intake.copying import copy_in
from jobs.intake.drafts import VacancyDraft
from portal.codes.text import fold_words


class EmployerBook:
    """Finds the employer of an advert by tax code, else by normalised name; makes those not known."""

    def __init__(self) -> None:
        self._by_key: dict[str, tuple[int, str]] = {}
        self._by_tax_code: dict[str, int] = {}
        self._last = 0

    def refresh(self) -> None:
        """Take in employers added since the last look."""
        new = Employer.objects.filter(pk__gt=self._last).order_by("pk").values_list("pk", "name", "tax_code")
        for pk, name, tax_code in new.iterator(chunk_size=5_000):
            self._by_key.setdefault(employer_key(name), (pk, tax_code or ""))
            if tax_code:
                self._by_tax_code[tax_code] = pk
            self._last = pk

    def find(self, draft: VacancyDraft) -> int | None:
        """The employer's key; a tax code decides over the name."""
        if draft.tax_code in self._by_tax_code:
            return self._by_tax_code[draft.tax_code]
        known, tax_code = self._by_key.get(employer_key(draft.employer), (None, ""))
        # Two companies of one name are told apart by their tax codes.
        return None if draft.tax_code and tax_code else known

    def found(self, draft: VacancyDraft) -> int:
        """The employer's key, known by now. Raises ``LookupError`` otherwise."""
        key = self.find(draft)
        if key is None:
            raise LookupError(draft.employer)
        return key

    def add_missing(self, drafts: Iterable[VacancyDraft]) -> int:
        """Make the employers not found, as collected from adverts. Returns how many."""
        missing: dict[str, VacancyDraft] = {}
        for draft in drafts:
            if self.find(draft) is None:
                missing.setdefault(draft.tax_code or employer_key(draft.employer), draft)
        copy_in(
            Employer,
            [
                Employer(
                    name=draft.employer,
                    folded_name=fold_words(draft.employer)[:255],
                    tax_code=draft.tax_code or None,
                    verification=Verification.COLLECTED,
                )
                for draft in missing.values()
            ],
        )
        self.refresh()
        return len(missing)
