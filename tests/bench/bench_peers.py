"""The same task done by libraries one would take instead, timed in turn on the same people and openings.

The task: each person's 50 best of 66,000 single-seat vacancies, and each vacancy's 50 best people. The peers are given
the easier part of it, in their favour:

* sparse_dot_topn: weighted features (occupation, place, skills) as sparse rows, the 50 highest products; no criteria.
* Faiss, flat index, 64 dimensions: the same features, projected; exact inner products; no criteria.
* DuckDB and Postgres: occupation, place, pay and experience as conditions and all points but those of skills and
  experience, in SQL over the very tables the kernel reads; for a sample of people, times all of them (said so).
"""

import time
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

import numpy as np
from django.db import connection
from django.utils import timezone

from jobs.matching import engine, snapshot
from jobs.matching.atlas import atlas
from jobs.matching.enums import Side
from jobs.matching.models import MatchPolicy
from jobs.matching.packing import Packed, pack, rarities_of
from jobs.matching.threads import cores
from tests.bench.centre import have
from tests.bench.figures import Figure

DEPTH = 50
DIMENSIONS = 64
SAMPLE = 400
"""People DuckDB is asked for at once; its time for all is so many times more."""
SEED = 20_261_129
Array = np.ndarray[Any, np.dtype[Any]]
PEERS = ("scipy", "sparse_dot_topn", "faiss", "duckdb")


def run(scale: str) -> Iterator[Figure]:
    if scale != "full":
        return
    lacking = [name for name in PEERS if find_spec(name) is None]
    if lacking:
        raise SystemExit(f"not installed: {', '.join(lacking)}; `make bench` installs them")
    have("single")
    taken = snapshot.everyone(timezone.localdate())
    packed = pack(taken, atlas(), MatchPolicy.current().weights(), rarities_of(taken))
    people, openings = _features(packed)
    # In turn, twice, the better of each: what disturbs the machine disturbs all.
    tasks = {
        "ours": lambda: _ours(packed),
        "sparse_dot_topn": lambda: _sparse(people, openings),
        "Faiss flat": lambda: _faiss(people, openings),
    }
    spent: dict[str, list[float]] = {name: [] for name in tasks}
    _ours(packed)  # compiled, if it was not yet
    for _ in range(2):
        for name, task in tasks.items():
            spent[name].append(_timed(task))
    best = {name: min(times) for name, times in spent.items()}
    best["DuckDB"] = _duckdb(packed) * packed.worker_ids.size / SAMPLE
    best["Postgres"] = _postgres(packed) * packed.worker_ids.size
    yield Figure("peers: ours, top 50 both ways", best["ours"], "s")
    for name, bar in (("sparse_dot_topn", 2), ("Faiss flat", 2), ("DuckDB", 50), ("Postgres", None)):
        how = ", one way, from a sample" if name == "DuckDB" else ", one way, from one person" if not bar else ""
        yield Figure(f"peers: {name}{how}", best[name], "s")
        yield Figure(f"peers: {name} takes so many times ours", best[name] / best["ours"], "×", bar, at_least=True)


def _timed(task: Any) -> float:
    began = time.perf_counter()
    task()
    return time.perf_counter() - began


def _ours(packed: Packed) -> None:
    for side, ids in ((Side.WORKER, packed.worker_ids), (Side.VACANCY, packed.vacancy_ids)):
        engine.keys(packed, side, np.arange(ids.size), DEPTH)


def _features(packed: Packed) -> tuple[Any, Any]:
    """Sparse float32 rows of both sides whose product is the points of occupation, place and skills."""
    from scipy import sparse

    W, V = packed.workers, packed.vacancies
    people, openings = W.records.size, V.class_of.size
    weights = packed.tables.weights
    owner = np.repeat(np.arange(people), np.diff(W.off))
    occupations = int(max(W.occ.max(), V.occ.max())) + 1
    related = sparse.csr_matrix((W.share / 1000 * weights[0], (owner, W.occ)), (people, occupations))
    wanted = sparse.csr_matrix((np.ones(openings), (np.arange(openings), V.occ[V.class_of])), (openings, occupations))
    # A person's place points over each distinct set of workplaces.
    place = sparse.csr_matrix(np.maximum(packed.tables.place, 0))[W.records["place"]]
    at = V.records["place"][V.class_of]
    placed = sparse.csr_matrix((np.ones(openings), (np.arange(openings), at)), (openings, packed.tables.place.shape[1]))
    words = W.skills.shape[1]
    held = np.unpackbits(W.skills.view(np.uint8), axis=1, bitorder="little", count=words * 64)
    skills = np.diff(V.skill_off)[V.class_of]
    starts = V.skill_off[V.class_of]
    chosen = np.repeat(starts - np.concatenate([[0], np.cumsum(skills)[:-1]]), skills) + np.arange(skills.sum())
    asked = sparse.csr_matrix(
        (V.skill_points[chosen], (np.repeat(np.arange(openings), skills), V.skill_bit[chosen])), (openings, words * 64)
    )
    return (
        sparse.hstack([related, place, sparse.csr_matrix(held)]).astype(np.float32).tocsr(),
        sparse.hstack([wanted, placed, asked]).astype(np.float32).tocsr(),
    )


def _sparse(people: Any, openings: Any) -> None:
    from sparse_dot_topn import sp_matmul_topn

    for left, right in ((people, openings), (openings, people)):
        sp_matmul_topn(left, right.T.tocsr(), top_n=DEPTH, n_threads=cores())


def _faiss(people: Any, openings: Any) -> None:
    import faiss

    faiss.omp_set_num_threads(cores())
    draw = np.random.default_rng(SEED)
    projection = draw.standard_normal((people.shape[1], DIMENSIONS), np.float32) / DIMENSIONS**0.5
    left, right = np.ascontiguousarray(people @ projection), np.ascontiguousarray(openings @ projection)
    for queries, rows in ((left, right), (right, left)):
        index = faiss.IndexFlatIP(DIMENSIONS)
        index.add(rows)
        index.search(queries, DEPTH)


def _tables(packed: Packed, rows: Array) -> dict[str, dict[str, Array]]:
    """What the kernel reads, as tables: the people ``rows``, all openings, and the tables of points."""
    W, V, T = packed.workers, packed.vacancies, packed.tables
    of = V.class_of
    edges = np.concatenate([np.arange(W.off[row], W.off[row + 1]) for row in rows])
    owner = np.repeat(rows, W.off[rows + 1] - W.off[rows])

    def table(points: Array) -> dict[str, Array]:
        mine, theirs = np.indices(points.shape).reshape(2, -1)
        return {"mine": mine.astype(np.int32), "theirs": theirs.astype(np.int32), "points": points.reshape(-1)}

    held = W.records[rows]
    return {
        "person": {
            "id": rows.astype(np.int32), "place": held["place"], "pay": W.pay[rows], "wishes": held["wishes"],
            "quality": held["quality"].astype(np.int32), "least": held["pay"],
        },
        "related": {
            "person": owner.astype(np.int32), "occupation": W.occ[edges], "share": W.share[edges],
            "months": W.months[edges],
        },
        "opening": {
            "id": np.arange(of.size, dtype=np.int32), "occupation": V.occ[of], "place": V.records["place"][of],
            "pay": V.pay[of], "wishes": V.wishes[of], "quality": V.quality[of].astype(np.int32),
            "months": V.months[of], "top": V.records["pay"][of],
        },
        "place": table(T.place), "pay": table(T.pay), "wishes": table(T.wishes), "quality": table(T.quality),
    }  # fmt: skip


QUERY = """
SELECT person, opening, points FROM (
  SELECT p.id AS person, o.id AS opening,
         (350 * r.share) / 1000 + pl.points + pa.points + wi.points + qu.points AS points,
         row_number() OVER (PARTITION BY p.id ORDER BY (350 * r.share) / 1000 + pl.points + pa.points + wi.points
                            + qu.points DESC, o.id) AS place_in_list
    FROM person p JOIN related r ON r.person = p.id JOIN opening o ON o.occupation = r.occupation
    JOIN place pl ON pl.mine = p.place AND pl.theirs = o.place AND pl.points >= 0
    JOIN pay pa ON pa.mine = p.pay AND pa.theirs = o.pay
    JOIN wishes wi ON wi.mine = p.wishes AND wi.theirs = o.wishes
    JOIN quality qu ON qu.mine = p.quality AND qu.theirs = o.quality
   WHERE (p.least = 0 OR o.top = 0 OR o.top >= p.least) AND (r.months < 0 OR r.months >= o.months)
) ranked WHERE place_in_list <= 50
"""


def _duckdb(packed: Packed) -> float:
    """Seconds for the sample, tables loaded."""
    import duckdb

    rows = np.sort(np.random.default_rng(SEED).choice(packed.worker_ids.size, SAMPLE, replace=False))
    with duckdb.connect() as session:
        session.execute(f"SET threads = {cores()}")
        for name, columns in _tables(packed, rows).items():
            session.register("given", {column: values.astype(np.int32) for column, values in columns.items()})
            session.execute(f"CREATE TABLE {name} AS SELECT * FROM given")
            session.unregister("given")
        session.execute(QUERY).fetchnumpy()
        return _timed(lambda: session.execute(QUERY).fetchnumpy())


def _postgres(packed: Packed) -> float:
    """Seconds for one person, the median of nine, tables loaded, indexed and analysed."""
    rows = np.sort(np.random.default_rng(SEED).choice(packed.worker_ids.size, 9, replace=False))
    spent = []
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        for name, columns in _tables(packed, rows).items():
            names = ", ".join(columns)
            fields = ", ".join(f"{column} bigint" for column in columns)
            cursor.execute(f"CREATE TEMP TABLE bench_{name} ({fields})")
            arrays = [values.astype(np.int64).tolist() for values in columns.values()]
            marks = ", ".join(["%s::bigint[]"] * len(columns))
            cursor.execute(f"INSERT INTO bench_{name} ({names}) SELECT * FROM unnest({marks})", arrays)
            cursor.execute(f"CREATE INDEX ON bench_{name} ({next(iter(columns))})")
        cursor.execute("CREATE INDEX ON bench_opening (occupation)")
        cursor.execute("ANALYZE")
        query = QUERY
        for name in ("person", "related", "opening", "place", "pay", "wishes", "quality"):
            query = query.replace(f"FROM {name} ", f"FROM bench_{name} ").replace(
                f"JOIN {name} ", f"JOIN bench_{name} "
            )
        one = query.replace("WHERE (p.least", "WHERE p.id = %s AND (p.least")
        for row in rows.tolist():
            spent.append(_timed(lambda row=row: (cursor.execute(one, [row]), cursor.fetchall())))
        for name in ("person", "related", "opening", "place", "pay", "wishes", "quality"):
            cursor.execute(f"DROP TABLE bench_{name}")
    return float(np.median(spent))
