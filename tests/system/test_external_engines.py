"""`MOTCUA_DATABASE_URL` and `MOTCUA_NATS_URL` put other engines in the place of the embedded ones."""

import os
from pathlib import Path

import httpx2

from shared.local.nats import EmbeddedNats
from shared.local.postgres import EmbeddedPostgres
from tests.support.town import a_town


def test_the_suite_runs_on_engines_that_it_did_not_start(tmp_path: Path) -> None:
    with (
        EmbeddedPostgres(tmp_path / "elsewhere" / "postgres", durable=False) as postgres,
        EmbeddedNats(tmp_path / "elsewhere" / "nats") as nats,
    ):
        surroundings = {
            **os.environ,
            "MOTCUA_DATABASE_URL": postgres.url,
            "MOTCUA_NATS_URL": nats.url,
            "MOTCUA_NATS_MONITOR_URL": nats.monitor_url,
        }
        with a_town(tmp_path / "home", surroundings) as town:
            assert set(town.pids()) == {"intake", "processing", "stats", "portal"}
            for service in town.pids():
                health = httpx2.get(town.url(service) + "/health").json()
                assert health["ok"] is True
            assert not (town.home.postgres / "pgdata").exists()
            assert postgres.is_alive()
        assert postgres.is_alive()
        assert nats.is_alive()
