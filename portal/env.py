"""Everything the portal reads from its surroundings, typed, in one place.

Each name below is an environment variable. Without any, the portal runs on the
embedded servers that ``portal.standalone`` keeps under ``PORTAL_STATE_DIR``.
"""

import hashlib
import json
import os
import secrets
import tempfile
from contextlib import suppress
from datetime import date, time
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

BASE_DIR = Path(__file__).resolve().parent.parent


class Environment(BaseSettings):
    """Settings of one deployment; a wrong value stops the start with its name."""

    model_config = SettingsConfigDict(env_file=None, extra="ignore")

    portal_state_dir: Path = Field(default=BASE_DIR / ".local")
    """Databases, sockets, secrets and uploads of the stand-alone portal."""
    database_url: str = ""
    """``postgres://user:password@host:port/name``; empty: the embedded server."""
    redis_url: str = ""
    """``redis://`` or ``redis+socket://``; empty: the embedded server."""
    secret_key: str = ""
    """Signs sessions; empty: made once and kept in the state directory."""
    identity_key: str = ""
    """Encrypts identity numbers; empty: made once and kept in the state directory."""
    debug: bool = False
    demo: bool = False
    """Demonstration mode: sign-ins of invented people are shown."""
    allowed_hosts: str = "localhost,127.0.0.1,[::1]"
    https: bool = False
    """The portal is reached over HTTPS: secure cookies and HSTS."""
    bind: str = "127.0.0.1"
    """Where the stand-alone web server listens."""
    port: int = Field(default=0, ge=0, le=65535)
    """Its port; 0: the first free one from 8000 up."""
    trusted_proxies: int = 0
    """Proxies before the portal whose X-Forwarded-For is believed; rate limits count by the address."""
    staff_mfa: bool = False
    """Staff reach nothing but their account pages until they have set up the second factor."""
    public_address: str = "http://127.0.0.1:8000"
    portal_test_data: Path = Field(default=BASE_DIR.parent / "shared" / "data")
    """Folder with optional real adverts and job seekers for tests."""
    centre_name: str = "Trung tâm Dịch vụ việc làm Thái Bình"
    centre_province: str = "33"
    """Province code (in force since 1 July 2025) of the centre."""
    centre_phone: str = ""
    email_host: str = ""
    """SMTP server; empty: messages are written to the log."""
    email_port: int = Field(default=25, ge=1, le=65535)
    email_user: str = ""
    email_password: str = ""
    email_tls: bool = False
    """Speak to the SMTP server over STARTTLS."""
    email_from: str = "cauviec@localhost"
    """Sender of every message."""
    email_folder: str = ""
    """Without an SMTP server: a folder that messages are written to as files."""
    sms_gateway: str = ""
    """Where the SMS provider takes messages (POST, HTTPS); empty: text messages are written to the log."""
    sms_token: str = ""
    """Sent as bearer token, and as ``$token`` where the body names it."""
    sms_sender: str = ""
    """The registered brand name messages come from."""
    sms_body: str = '{"to": "$to", "from": "$sender", "text": "$text", "id": "$key"}'
    """Shape of a request, as JSON; ``$to``, ``$text``, ``$sender``, ``$key`` and ``$token`` are filled in."""
    sms_form: Literal["json", "form"] = "json"
    """How the body goes: as JSON or as a form."""
    sms_international: bool = True
    """Numbers go as 84912000001, otherwise as 0912000001."""
    sms_timeout: float = Field(default=10, gt=0, le=60)
    """Seconds to wait for the provider's answer."""
    sms_most_a_day: int = Field(default=5_000, ge=0)
    """Text messages of all kinds in one day; beyond, none goes out."""
    phone_codes: bool = False
    """In demonstration mode too, a number is proven by a code (to be read in the log)."""
    quiet_from: time = time(21)
    """No e-mail or text message about news from then …"""
    quiet_to: time = time(7)
    """… until then, unless the person chose other hours; codes always go out."""
    usd_rate: int = 26_300
    """Đồng for one US dollar, for adverts that state pay in dollars."""
    usd_rate_on: date = date(2025, 10, 1)
    """The day ``usd_rate`` was taken."""
    statement_timeout_ms: int = 15_000

    @field_validator("portal_state_dir", "portal_test_data")
    @classmethod
    def absolute(cls, value: Path) -> Path:
        return value.expanduser().resolve()

    @field_validator("sms_body")
    @classmethod
    def json_object(cls, value: str) -> str:
        if not isinstance(json.loads(value), dict):
            raise ValueError("must be a JSON object")
        return value

    @property
    def run_dir(self) -> Path:
        """Sockets, locks and process notes.

        The address of a unix socket holds about 100 bytes: a deeply nested state directory gets a short place.
        """
        usual = self.portal_state_dir / "run"
        if len(str(usual / "pg" / ".s.PGSQL.5432.lock").encode()) < 100:
            return usual
        name = hashlib.sha256(str(self.portal_state_dir).encode()).hexdigest()[:10]
        return Path(tempfile.gettempdir()) / f"cauviec-{os.getuid()}-{name}"

    def kept_secret(self, given: str, name: str) -> str:
        """The given secret, or the one kept under ``secrets/`` (made at first use)."""
        if given:
            return given
        path = self.portal_state_dir / "secrets" / name
        if not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft = path.with_name(f"{name}.{os.getpid()}")
            draft.touch(mode=0o600)
            draft.write_text(secrets.token_urlsafe(48))
            # Several processes start at once: the first link wins, whole.
            with suppress(FileExistsError):
                os.link(draft, path)
            draft.unlink()
        return path.read_text().strip()


@lru_cache(maxsize=1)
def environment() -> Environment:
    return Environment()
