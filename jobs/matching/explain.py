"""Why a pair is a match, or why not: the same declared rules, told to three readers.

For pages::

    explanation = explain(worker, vacancy, Reader.WORKER)          # one pair
    explanations = explain_many([worker], vacancies, Reader.WORKER)  # {(worker.pk, vacancy.pk): Explanation}

    explanation.eligible      # every criterion holds
    explanation.points        # 0–1000 now; equals match.points unless something changed since
    explanation.fit, explanation.preference, explanation.known
    explanation.percent       # points as a whole per cent
    explanation.people_per_seat   # how sought after the vacancy is, or None
    explanation.facts         # list[Fact], what fits first, then unknown, then what does not fit
    explanation.fitting / .unknown / .misses      # the same facts by state; .failed: criteria that do not hold
    fact.code, fact.label, fact.state             # FactState: "fits" | "unknown" | "misses"
    fact.worker_value, fact.vacancy_value         # the two values, as texts ("" = nothing to say)
    fact.points, fact.most                        # shown to counsellors; None for criteria that earn none
    fact.change               # what the reader could do about it, "" if nothing
    fact.is_unsaid            # unknown only because the vacancy is silent

A pair that is not eligible is explained all the same: ``failed`` names the criteria that do not hold ("why not").
``<c-reasons :reasons="explanation.facts" />`` shows the facts. Eight queries, however many pairs.
The employer's reading has no personal values but those the criterion compares, and says nothing about other employers.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.matching import criteria, points, snapshot
from jobs.matching.atlas import atlas
from jobs.matching.criteria import Criterion, Test
from jobs.matching.crowding import people_per_seat
from jobs.matching.enums import FactState, Reader
from jobs.matching.models import FULL_POINTS, MatchPolicy, MatchRun
from jobs.matching.pair import Pair, Rules, pairs
from jobs.matching.points import Half
from jobs.matching.texts import values, workplace
from jobs.models import Vacancy
from workers.models import Worker

_ORDER = {FactState.FITS: 0, FactState.UNKNOWN: 1, FactState.MISSES: 2}
_HALF_EARNED = 2
"""A term that earns at least half its points is shown as fitting."""
_NOT_FOR_EMPLOYERS = frozenset({"barred"})
_STATE_ONLY_FOR_EMPLOYERS = frozenset(
    {"reserved", "age_min", "age_max", "place", "pay", "lifting", "standing", "hearing", "sight", "handling", "hands"}
)
"""What an employer learns of an anonymous candidate here is whether it fits, not the value: not the least the person
would take, where they live, or what their body can do."""


@dataclass(frozen=True)
class Fact:
    code: str
    label: str
    state: FactState
    worker_value: str
    vacancy_value: str
    points: int | None
    """Earned; ``None`` where the fact earns none, is unknown, or the reader is not shown points."""
    most: int | None
    is_criterion: bool
    """Must hold: if it misses, the pair is not proposed."""
    change: str
    is_unsaid: bool = False
    """The vacancy says nothing of it, and the reader can change nothing: pages name such facts in one line."""

    # The names templates/cotton/reasons.html reads.
    @property
    def verdict(self) -> str:
        return self.state.value

    @property
    def mine(self) -> str:
        return self.worker_value

    @property
    def theirs(self) -> str:
        return self.vacancy_value

    @property
    def note(self) -> str:
        return self.change

    @property
    def points_max(self) -> int | None:
        return self.most


@dataclass(frozen=True)
class Explanation:
    worker_id: int
    vacancy_id: int
    reader: Reader
    eligible: bool
    points: int
    fit: int
    preference: int
    known: int
    facts: list[Fact]
    people_per_seat: int | None = None
    """People who suit the vacancy for each seat it has left, as of the last run; ``None`` where no run has seen it."""

    @property
    def percent(self) -> int:
        return self.points * 100 // FULL_POINTS

    @property
    def known_percent(self) -> int:
        return self.known * 100 // FULL_POINTS

    @property
    def fitting(self) -> list[Fact]:
        return [fact for fact in self.facts if fact.state is FactState.FITS]

    @property
    def unknown(self) -> list[Fact]:
        return [fact for fact in self.facts if fact.state is FactState.UNKNOWN]

    @property
    def misses(self) -> list[Fact]:
        return [fact for fact in self.facts if fact.state is FactState.MISSES]

    @property
    def failed(self) -> list[Fact]:
        """Why not: the criteria that do not hold."""
        return [fact for fact in self.misses if fact.is_criterion]


def explain(worker: Worker, vacancy: Vacancy, reader: Reader) -> Explanation:
    """One pair, whether or not it is a match."""
    return explain_many([worker], [vacancy], reader)[worker.pk, vacancy.pk]


def explain_many(
    workers: Iterable[Worker], vacancies: Iterable[Vacancy], reader: Reader, day: date | None = None
) -> dict[tuple[int, int], Explanation]:
    """Every one of ``workers`` × every one of ``vacancies``, by their keys; meant for a page, not for a province."""
    vacancy_ids = [vacancy.pk for vacancy in vacancies]
    taken = snapshot.take(
        day or timezone.localdate(),
        Worker.objects.filter(pk__in=[worker.pk for worker in workers]),
        Vacancy.objects.filter(pk__in=vacancy_ids),
    )
    # An employer knows how many turn to it; of single candidates it says nothing.
    crowds = {} if reader is Reader.EMPLOYER else people_per_seat(vacancy_ids)
    return {key: tell(pair, reader, crowds.get(key[1])) for key, pair in pairs(taken, current_rules()).items()}


def current_rules() -> Rules:
    """Weights and rarities of the published run, so that points agree with its lists; before any run the newest."""
    run = MatchRun.objects.published().select_related("policy").first()
    if run is None:
        return Rules(atlas(), MatchPolicy.current().weights(), {})
    return Rules(atlas(), run.policy.weights(), run.rarities())


def tell(pair: Pair, reader: Reader, crowd: int | None = None) -> Explanation:
    """The explanation of one compared pair; ``crowd``: people who suit the vacancy for each seat."""
    states = {criterion.code: pair.state(criterion) for criterion in criteria.CRITERIA}
    earned = {term.code: pair.term(term.code) for term in points.TERMS}
    facts = [
        _fact(code, pair, states.get(code), reader, earned)
        for code in dict.fromkeys([*points.BY_CODE, *criteria.BY_CODE])
        if code in points.BY_CODE or states[code] is not None
    ]
    if reader is Reader.EMPLOYER:
        facts = [fact for fact in facts if fact.code not in _NOT_FOR_EMPLOYERS]
    weights = pair.rules.weights
    halves = {half: sum(earned[term.code] or 0 for term in points.TERMS if term.half is half) for half in Half}
    return Explanation(
        pair.worker.key,
        pair.vacancy.key,
        reader,
        eligible=FactState.MISSES not in states.values(),
        points=sum(halves.values()),
        fit=halves[Half.FIT],
        preference=halves[Half.PREFERENCE],
        known=sum(weights[code] for code, value in earned.items() if value is not None),
        facts=sorted(facts, key=lambda fact: _ORDER[fact.state]),
        people_per_seat=crowd,
    )


def without_barring(explanation: Explanation) -> Explanation:
    """As it would read had the two nothing to do with each other yet.

    To whoever has applied, "not proposed again" would say that the job does not suit them.
    """
    facts = [fact for fact in explanation.facts if fact.code != "barred"]
    eligible = not any(fact.is_criterion and fact.state is FactState.MISSES for fact in facts)
    return replace(explanation, facts=facts, eligible=eligible)


def _fact(code: str, pair: Pair, state: FactState | None, reader: Reader, earned: dict[str, int | None]) -> Fact:
    term, criterion = points.BY_CODE.get(code), criteria.BY_CODE.get(code)
    most = pair.rules.weights[code] if term else None
    if term and state is not FactState.MISSES:
        state = _term_state(code, pair, earned[code], state)
    assert state is not None, "criteria the vacancy does not ask for are left out"
    worker_value, vacancy_value = values(code, pair)
    if reader is Reader.EMPLOYER and code in _STATE_ONLY_FOR_EMPLOYERS:
        worker_value = ""
    if reader is Reader.EMPLOYER and code == "place":
        vacancy_value = workplace(pair)
    label = criterion.label if criterion else term.label if term else ""
    change = _change(code, pair, state, reader)
    shown = reader is Reader.COUNSELLOR and term is not None
    return Fact(
        code=code,
        label=str(label),
        state=state,
        worker_value=worker_value,
        vacancy_value=vacancy_value,
        points=earned[code] if shown else None,
        most=most if shown else None,
        is_criterion=criterion is not None,
        change=change,
        is_unsaid=state is FactState.UNKNOWN and not change and not _is_said(code, pair),
    )


def _term_state(code: str, pair: Pair, value: int | None, state: FactState | None) -> FactState:
    """A term whose criterion holds or that has none."""
    if value is None:
        return FactState.UNKNOWN
    if code in ("skills", "conditions"):
        enough = value * _HALF_EARNED >= pair.rules.weights[code]
        return FactState.FITS if enough else FactState.MISSES
    return state or FactState.FITS


def _change(code: str, pair: Pair, state: FactState, reader: Reader) -> str:
    """What would change it; only the person and the counsellor can. Nothing where it would change nothing."""
    if state is FactState.FITS or reader is Reader.EMPLOYER:
        return ""
    if code == "skills":
        asked, held = pair.vacancy.items["skill"], pair.worker.items["skill"]
        return _("Khai thêm kỹ năng anh chị có để được ghép đúng hơn.") if asked and not held else ""
    if code == "conditions":
        return str(criteria.ADD) if pair.vacancy.items["benefit"] and not pair.wishes[0] else ""
    criterion = criteria.BY_CODE[code]
    if state is FactState.MISSES:
        return str(criterion.change) if criterion.change is not criteria.ADD else ""
    if code == "pay" and pair.vacancy.row["pay_ceiling"] < 0:
        return _("Hỏi trực tiếp doanh nghiệp về mức lương.")
    if code == "place" or _mine_known(criterion, pair) or not _theirs_known(criterion, pair):
        return ""
    return str(criteria.ADD)


def _is_said(code: str, pair: Pair) -> bool:
    """By the vacancy."""
    if code == "skills":
        return bool(pair.vacancy.items["skill"])
    if code == "conditions":
        _wished, _met, said = pair.wishes
        return bool(said or pair.vacancy.items["benefit"])
    return _theirs_known(criteria.BY_CODE[code], pair)


def _mine_known(criterion: Criterion, pair: Pair) -> bool:
    """The person has said what the fact needs of them."""
    if criterion.code == "experience":
        return pair.months >= 0
    return pair.worker.row.get(criterion.worker, 0) > (0 if criterion.test is Test.AMONG else -1)


def _theirs_known(criterion: Criterion, pair: Pair) -> bool:
    """The vacancy says what the fact needs of it."""
    return pair.vacancy.row.get(criterion.vacancy, 0) > (0 if criterion.test is Test.AMONG else -1)
