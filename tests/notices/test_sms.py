"""Text messages: they fit, they reach the provider as configured, and no log holds number or code."""

import json
import logging
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest
from celery.exceptions import Retry
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from portal.env import Environment
from portal.notices import tasks
from portal.notices.channels import sms
from portal.notices.channels.base import Later, Refused
from portal.notices.channels.memory import SENT

PHONE, TEXT = "0912345678", "Ma cua anh chi la 123456."


class Provider(HTTPServer):
    """Answers with the statuses it is told to; keeps what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.statuses: list[int] = []
        self.asked: list[tuple[dict[str, str], str]] = []


class Answering(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        provider: Any = self.server
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        provider.asked.append((dict(self.headers), body))
        self.send_response(provider.statuses.pop(0) if provider.statuses else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def provider(settings: Settings) -> Iterator[Provider]:
    server = Provider()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    settings.SMS_BACKEND = "portal.notices.channels.gateway.Gateway"
    settings.SMS_GATEWAY = f"http://127.0.0.1:{server.server_port}/send"
    settings.SMS_TOKEN, settings.SMS_SENDER, settings.SMS_TIMEOUT = "bi-mat", "CAUVIEC", 1
    yield server
    server.shutdown()
    server.server_close()


def test_a_message_arrives_as_configured(provider: Provider) -> None:
    sms.send(PHONE, TEXT, "khoa-1")
    headers, body = provider.asked[0]
    assert json.loads(body) == {"to": "84912345678", "from": "CAUVIEC", "text": TEXT, "id": "khoa-1"}
    assert headers["Authorization"] == "Bearer bi-mat"
    assert headers["Idempotency-Key"] == "khoa-1"


def test_other_providers_take_other_shapes(provider: Provider, settings: Settings) -> None:
    settings.SMS_BODY = '{"ApiKey": "$token", "Phone": "$to", "Content": "$text", "SmsType": "2"}'
    settings.SMS_FORM, settings.SMS_INTERNATIONAL = "form", False
    sms.send(PHONE, 'Lương "9 triệu" & $token', "khoa-1")
    assert parse_qs(provider.asked[0][1]) == {
        "ApiKey": ["bi-mat"], "Phone": [PHONE], "Content": ['Luong "9 trieu" & $token'], "SmsType": ["2"]
    }  # fmt: skip


@pytest.mark.parametrize("status", [408, 429, 500, 503])
def test_a_provider_in_trouble_is_tried_again(provider: Provider, status: int) -> None:
    provider.statuses = [status]
    with pytest.raises(Later):
        sms.send(PHONE, TEXT, "khoa-1")


@pytest.mark.parametrize("status", [302, 400, 401, 422])
def test_a_refusal_is_final(provider: Provider, status: int) -> None:
    provider.statuses = [status]
    with pytest.raises(Refused):
        sms.send(PHONE, TEXT, "khoa-1")
    assert len(provider.asked) == 1


def test_nobody_there_is_tried_again(provider: Provider, settings: Settings) -> None:
    settings.SMS_GATEWAY = "http://127.0.0.1:1/"
    with pytest.raises(Later):
        sms.send(PHONE, TEXT, "khoa-1")


def test_the_same_message_keeps_its_key_when_tried_again(provider: Provider) -> None:
    provider.statuses = [503, 200]
    with pytest.raises(Retry):
        tasks.send_text.apply(args=(PHONE, TEXT, "khoa-1"), throw=True)
    assert {headers["Idempotency-Key"] for headers, _ in provider.asked} == {"khoa-1"}


def test_no_log_holds_number_or_code(provider: Provider, caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("portal.sms").propagate = True
    try:
        provider.statuses = [401]
        with caplog.at_level(logging.DEBUG):
            tasks.send_text(PHONE, TEXT, "khoa-1")
    finally:
        logging.getLogger("portal.sms").propagate = False
    assert "HTTP 401" in caplog.text
    for secret in (PHONE, "84912345678", "123456", "bi-mat"):
        assert secret not in caplog.text


def test_the_console_shows_the_code_and_not_whose(caplog: pytest.LogCaptureFixture, settings: Settings) -> None:
    settings.SMS_BACKEND = "portal.notices.channels.console.Console"
    logging.getLogger("portal.sms").propagate = True
    try:
        with caplog.at_level(logging.INFO, "portal.sms"):
            sms.send(PHONE, TEXT, "khoa-1")
    finally:
        logging.getLogger("portal.sms").propagate = False
    assert TEXT in caplog.text
    assert PHONE not in caplog.text


@given(st.text(max_size=400), st.sampled_from(["", "cauviec.example/tb"]))
def test_whatever_is_said_fits_into_one_message(text: str, address: str) -> None:
    made = sms.fit(text, address)
    assert len(made) <= 160
    assert made.isascii()
    assert made.endswith(address)
    assert not set(made) & set("[]{}~|^\\`€")


def test_words_lose_their_marks_only() -> None:
    assert sms.fit("Phỏng vấn 9 giờ thứ Ba, Đường Trần Hưng Đạo – “May 10”…") == (
        'Phong van 9 gio thu Ba, Duong Tran Hung Dao - "May 10"...'
    )
    assert sms.fit("từ " * 80, "cauviec.example/tb").endswith("tu... cauviec.example/tb")


def test_what_is_sent_fits_too() -> None:
    sms.send(PHONE, "ế" * 300, "khoa-1")
    assert len(SENT[0].text) <= 160


def test_a_wrong_shape_stops_the_start() -> None:
    for wrong in ("không phải", "[1]"):
        with pytest.raises(ValueError, match="sms_body"):
            Environment(sms_body=wrong)
