"""The counter as a program: what ends its start."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from services.intake.__main__ import PORT, serve_counter
from shared.local.key_ring import make_ring
from shared.settings import Settings
from tests.support.certificates import MAKERS, Authority
from tests.support.people import Identity


def test_an_expired_signing_certificate_ends_the_start_with_a_clear_sentence(
    tmp_path: Path, identity: Identity, capsys: pytest.CaptureFixture[str]
) -> None:
    certificate, password = Authority.new().issue(MAKERS, tmp_path, datetime(2024, 1, 1, tzinfo=UTC), timedelta(days=9))
    ring = tmp_path / "key-ring.json"
    make_ring(ring, date(2026, 3, 5))
    env = {
        "MOTCUA_KEY_RING": str(ring),
        "MOTCUA_DATABASE_URL": "postgresql://x",
        "MOTCUA_NATS_URL": "nats://x",
        "MOTCUA_JWKS": str(identity.write_jwks(tmp_path / "jwks.json")),
        "MOTCUA_SIGNING_CERTIFICATE": str(certificate),
        "MOTCUA_SIGNING_PASSWORD_FILE": str(password),
    }
    settings = Settings.from_environment(PORT, env)
    with pytest.raises(SystemExit) as ended:
        serve_counter(settings)
    assert ended.value.code == 78
    assert f"Chứng thư số của {MAKERS} đã hết hạn ngày 10/01/2024" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        serve_counter(replace(settings, signing_certificate=tmp_path / "none.p12"))
    assert "MOTCUA_SIGNING_CERTIFICATE" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        serve_counter(replace(settings, key_ring=tmp_path / "none.json"))
    assert "motcua keys make" in capsys.readouterr().err
