"""The portal as people run it: started twice, wounded with kill -9 in every limb, and well again."""

import signal
import socket
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

from portal.standalone.processes import started
from tests.standalone.portal import Portal, said

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def portal() -> Iterator[Portal]:
    # Short and open to pass through: a socket's address is short, and root's database user must get in.
    with tempfile.TemporaryDirectory(prefix="portal-real-") as directory:
        Path(directory).chmod(0o711)
        made = Portal(Path(directory) / "s")
        made.start()
        yield made
        assert made.stop() == 0


def query(portal: Portal, statement: str) -> list[tuple[object, ...]]:
    with closing(psycopg2.connect(dbname="portal", user="portal", host=str(portal.run_dir / "pg"))) as session:
        session.autocommit = True
        with session.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []


def test_health_needs_no_sign_in(portal: Portal) -> None:
    assert portal.ready()


def test_a_second_start_says_where_the_first_answers(portal: Portal) -> None:
    second = portal.command("run")
    assert second.wait(30) == 0
    assert f"http://127.0.0.1:{portal.port}" in portal.log.read_text().splitlines()[-1]
    assert portal.ready()


@pytest.mark.parametrize("queue", ["default", "matching"])
def test_a_killed_worker_s_task_is_done_once_by_the_next(portal: Portal, queue: str) -> None:
    diary = portal.linger(2, queue)
    portal.until(lambda: said(diary, "begin") == 1)
    before = portal.kill(f"worker-{queue}")
    portal.until(lambda: said(diary, "end") == 1, 40)
    assert portal.pid(f"worker-{queue}") != before
    assert said(diary, "begin") == 2


def test_a_killed_broker_loses_no_task(portal: Portal) -> None:
    diaries = [portal.linger(0.1) for _ in range(20)]
    portal.kill("valkey")
    portal.until(lambda: all(said(diary, "end") for diary in diaries), 60)
    portal.until(portal.ready)


def test_a_killed_database_keeps_what_was_committed(portal: Portal) -> None:
    query(portal, "CREATE TABLE IF NOT EXISTS kept (what text); INSERT INTO kept VALUES ('safe')")
    portal.kill("postgres")
    portal.until(lambda: not portal.ready() or started(portal.pid("postgres")) is not None)
    portal.until(portal.ready)
    assert query(portal, "SELECT what FROM kept") == [("safe",)]
    query(portal, "DROP TABLE kept")


@pytest.mark.parametrize("name", ["web", "beat"])
def test_a_killed_process_comes_back(portal: Portal, name: str) -> None:
    before = portal.kill(name)
    portal.until(lambda: portal.pid(name) != before)
    portal.until(portal.ready)


def test_a_killed_supervisor_s_children_are_ended_and_their_task_done(portal: Portal) -> None:
    names = ["postgres", "valkey", "web", "worker-default", "worker-matching", "beat"]
    diary = portal.linger(5)
    portal.until(lambda: said(diary, "begin") == 1)
    orphans = {name: portal.pid(name) for name in names}
    portal.kill("supervisor")
    portal.start()
    assert all(portal.pid(name) != pid for name, pid in orphans.items())
    assert not any(started(pid) for pid in orphans.values())
    # The orphaned worker may have finished what it had begun; if not, the new one does it.
    portal.until(lambda: said(diary, "end") == 1, 40)


def test_it_stops_clean_and_starts_again(portal: Portal) -> None:
    assert portal.stop() == 0
    assert not list(portal.run_dir.glob("*.process"))
    portal.start()
    assert portal.process
    portal.process.send_signal(signal.SIGTERM)
    assert portal.process.wait(60) == 0
    portal.start()


def test_a_taken_port_is_named(portal: Portal) -> None:
    with tempfile.TemporaryDirectory() as directory, socket.create_server(("127.0.0.1", 0)) as holder:
        port = holder.getsockname()[1]
        other = Portal(Path(directory) / "s")
        assert other.command("run", PORT=str(port)).wait(30) == 1
        assert f"Port {port} is taken" in other.log.read_text()
