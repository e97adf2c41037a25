"""What people type, scan and follow; what a production start refuses; where the tracker's token comes from."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from services.tracker.clients.services import credential_of
from services.tracker.forms.asked import read_asked
from services.tracker.presenters.badge import badge_of
from services.tracker.settings import TrackerSettings
from shared.clock import SetClock
from shared.errors import Unavailable
from shared.local.ports import any_free
from shared.web.credential import EmbeddedCredential, ProviderCredential

CODE = "H40.12-260722-0001"


@pytest.mark.parametrize(
    ("typed", "proof", "code", "read"),
    [
        (" h40.12-260722-0001 ", "k7m2-p9qx", CODE, "k7m2p9qx"),
        ("H40.12–260722–0001", "12 34", CODE, "1234"),
        (f"https://tracuu.example.vn/tra-cuu?ma={CODE}#K7M2P9QX", "", CODE, "K7M2P9QX"),
        (f"https://tracuu.example.vn/tra-cuu?ma={CODE}#K7M2P9QX", "1234", CODE, "1234"),
        ("https://noi-khac.example/", "", "", ""),
        ("x" * 5000, "y" * 5000, "X" * 80, "y" * 300),
    ],
)
def test_code_and_proof_are_read_as_they_come(typed: str, proof: str, code: str, read: str) -> None:
    asked = read_asked({"ma": typed, "so": proof})
    assert (asked.code, asked.proof) == (code, read)


@pytest.mark.parametrize(
    ("urgency", "counts_by", "left", "over", "text"),
    [
        ("in_term", "day", 4, 0, "○ Còn 4 ngày"),
        ("in_term", "day", 2, 0, "◆ Còn 2 ngày"),
        ("in_term", "hour", 150, 0, "◆ Còn 2 giờ"),
        ("due_today", "day", 0, 0, "● Đến hạn hôm nay"),
        ("overdue", "day", 0, 3, "▲ Quá hạn 3 ngày"),
        ("overdue", "day", 0, 0, "▲ Quá hạn hôm nay"),
        ("overdue", "hour", 0, 130, "▲ Quá hạn 2 giờ"),
        ("waiting", None, None, None, "❚❚ Tạm dừng"),
    ],
)
def test_a_badge_has_one_meaning_everywhere(
    urgency: str, counts_by: str | None, left: int | None, over: int | None, text: str
) -> None:
    badge = badge_of({"urgency": urgency, "counts_by": counts_by, "left": left, "over": over})
    assert badge is not None
    assert f"{badge.shape} {badge.text}" == text


def test_what_has_ended_or_has_no_date_has_no_badge() -> None:
    assert badge_of(None) is None
    assert badge_of({"urgency": "no_due_date", "counts_by": None, "left": None, "over": None}) is None


@pytest.mark.parametrize(
    "env",
    [
        {"MOTCUA_ENV": "production"},
        {"MOTCUA_HOST": "0.0.0.0"},
        {"MOTCUA_TOKEN_URL": "https://dinh-danh.example.vn/token"},
    ],
)
def test_a_start_that_would_trust_this_machine_only_is_refused(
    env: Mapping[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        TrackerSettings.from_environment(env)
    assert ended.value.code == 78
    assert "motcua:" in capsys.readouterr().err


def test_telephones_and_proxies_come_from_the_environment(tmp_path: Path) -> None:
    (tmp_path / "t.json").write_text(json.dumps({"H62": "0211 3 862 000"}))
    env = {"MOTCUA_TELEPHONES": str(tmp_path / "t.json"), "MOTCUA_TRUSTED_PROXIES": "10.0.0.0/8, ::1"}
    settings = TrackerSettings.from_environment(env)
    assert settings.telephones == {"H62": "0211 3 862 000"}
    assert [str(network) for network in settings.trusted_proxies] == ["10.0.0.0/8", "::1/128"]
    assert isinstance(credential_of(settings), EmbeddedCredential)


@pytest.fixture
async def provider() -> AsyncIterator[tuple[str, list[bytes]]]:
    """A small real server that gives tokens, and what it was sent."""
    sent: list[bytes] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        sent.append(await reader.readuntil(b"\r\n\r\n"))
        body = json.dumps({"access_token": f"token-{len(sent)}", "expires_in": 300}).encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        writer.write(head.encode() + b"Connection: close\r\n\r\n" + body)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/token", sent


async def test_a_token_of_a_provider_is_kept_until_it_is_about_to_end(
    provider: tuple[str, list[bytes]], tmp_path: Path
) -> None:
    url, sent = provider
    (tmp_path / "secret").write_text("bi-mat\n")
    clock = SetClock(datetime(2026, 3, 5, 2, 0, tzinfo=UTC))
    credential = ProviderCredential(url, "motcua-tracker", tmp_path / "secret", clock)
    assert [await credential.token(), await credential.token()] == ["token-1", "token-1"]
    assert b"authorization: basic" in sent[0].lower()
    clock.turn_to(clock.now() + timedelta(seconds=241))
    assert await credential.token() == "token-2"


async def test_a_provider_that_is_away_is_a_refusal(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("bi-mat")
    credential = ProviderCredential(f"http://127.0.0.1:{any_free()}", "motcua-tracker", tmp_path / "secret")
    with pytest.raises(Unavailable) as refusal:
        await credential.token()
    assert refusal.value.code == "identity_away"
