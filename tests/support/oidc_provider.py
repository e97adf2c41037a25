"""A real provider for the tests: the certified oidc-provider under Node, accounts in memory, on loopback."""

import fcntl
import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
from joserfc.jwk import ECKey

from shared.local.waiting import wait_until

_FOLDER = Path(__file__).parent / "oidc"
SECRET = "mot-bi-mat-du-dai-cua-may-thu-0123456789"
RESOURCE = "urn:motcua"
PEOPLE: Mapping[str, Any] = {
    "hang": {"password": "mat-khau-cua-hang", "name": "Lê Thị Hằng", "roles": ["clerk"], "offices": ["VN"]},
    "vinh": {"password": "mat-khau-cua-vinh", "name": "Trần Văn Vinh", "roles": ["clerk"], "offices": ["VN"]},
    "chuong-trinh": {"roles": ["monitor"], "offices": ["VN"]},
}


def new_key() -> dict[str, Any]:
    made = ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256"}, private=True, auto_kid=True)
    return dict(made.as_dict(private=True))


@dataclass
class Provider:
    """May be stopped and started again with other keys: the first of them signs."""

    port: int
    desk: str
    token_seconds: int = 300
    keys: list[dict[str, Any]] = field(default_factory=lambda: [new_key()])
    _child: subprocess.Popen[bytes] | None = None

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def jwks(self) -> str:
        return f"{self.issuer}/jwks"

    def start(self) -> None:
        setup = {
            "port": self.port,
            "desk": self.desk,
            "secret": SECRET,
            "keys": self.keys,
            "accounts": PEOPLE,
            "tokenSeconds": self.token_seconds,
        }
        said = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        surroundings = {**os.environ, "OIDC_SETUP": json.dumps(setup)}
        self._child = subprocess.Popen(["node", "server.mjs"], cwd=_FOLDER, env=surroundings, **said)  # type: ignore[call-overload]
        assert wait_until(self._is_up, seconds=20), "the provider does not answer"

    def stop(self) -> None:
        if self._child:
            self._child.kill()
            self._child.wait()
            self._child = None

    def sign_with(self, *keys: dict[str, Any]) -> None:
        """Another set of keys: what it had handed out, apart from signed tokens, is forgotten."""
        self.stop()
        self.keys = list(keys)
        self.start()

    def token(self) -> str:
        """Of a program, with the role of a monitor."""
        asked = {"grant_type": "client_credentials", "resource": RESOURCE, "scope": "motcua"}
        answer = httpx2.post(f"{self.issuer}/token", data=asked, auth=("motcua-desk", SECRET))
        return str(answer.json()["access_token"])

    def refreshed(self) -> int:
        """How many times a token was refreshed."""
        return int(httpx2.get(f"{self.issuer}/refreshed").text)

    def _is_up(self) -> bool:
        assert self._child and self._child.poll() is None, "the provider ended"
        try:
            return httpx2.get(self.jwks).is_success
        except httpx2.HTTPError:
            return False


@contextmanager
def a_provider(port: int, desk: str, **more: Any) -> Iterator[Provider]:
    install()
    provider = Provider(port, desk, **more)
    provider.start()
    try:
        yield provider
    finally:
        provider.stop()


def install() -> None:
    """What package-lock.json pins, once, without running anything of it; test workers take turns."""
    assert shutil.which("node") and shutil.which("npm"), "the tests of signing in need Node.js 20 or later and npm"
    whole = _FOLDER / "node_modules" / ".whole"
    with (_FOLDER / ".lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not whole.exists():
            subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=_FOLDER, check=True)
            whole.touch()
