"""schemathesis asks every operation of the OpenAPI documents: no 5xx, only documented statuses, types and shapes."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.town import Town

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
ROLES = ("clerk", "officer", "leader", "monitor", "registrar", "operator", "administrator", "auditor")
PROGRAMS = ("portal", "tracker")


@pytest.mark.parametrize("service", ["intake", "processing", "stats", "portal"])
def test_the_service_keeps_its_openapi_document(town: Town, service: str, tmp_path: Path, is_long: bool) -> None:
    command = [
        str(Path(sys.executable).with_name("st")),
        "run",
        f"{town.url(service)}/openapi.json",
        f"--header=Authorization: Bearer {town.token(*ROLES, *PROGRAMS)}",
        f"--checks={CHECKS}",
        "--phases=examples,coverage,fuzzing",
        f"--max-examples={500 if is_long else 4}",
        "--continue-on-failure",
        "--request-timeout=60",
        "--no-shrink",
        "--generation-database=none",
        "--warnings=off",
        "--no-color",
        "--seed=1",
        "--max-time=480" if is_long else "--max-time=8",
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=560)
    assert done.returncode == 0, done.stdout[-6000:]
