"""Where the services are and who we are to them: the running home and a fresh token, or MOTCUA_* settings."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, NoReturn, Self

import httpx2
import typer

from services.cli.offices import OFFICES
from shared.local.home import Home
from shared.local.identity import issue_token

HomeOption = Annotated[Path, typer.Option("--home", help="Thư mục dữ liệu của `motcua up`", envvar="MOTCUA_HOME")]
DEFAULT_HOME = Path("var")
SUBJECT = "motcua-cli"


def complain(sentence: str) -> NoReturn:
    """Says why and leaves with status 1."""
    typer.echo(f"✘ {sentence}", err=True)
    raise typer.Exit(1)


@dataclass
class Services:
    """The public APIs, called with one caller's token. A refusal is shown as its Vietnamese sentence."""

    addresses: dict[str, str]
    token: str
    client: httpx2.Client

    @classmethod
    def at(cls, home: Path, *roles: str) -> Self:
        """The services of a home (or of MOTCUA_<SERVICE>_URL), as a caller with these roles over the whole nation."""
        place = Home(home.resolve())
        running = place.running()
        addresses = {
            office.name: os.environ.get(f"MOTCUA_{office.name.upper()}_URL")
            or (running.services.get(office.name) if running else None)
            or office.url
            for office in OFFICES
        }
        token = os.environ.get("MOTCUA_TOKEN") or issue_token(place, SUBJECT, roles=roles, offices=["VN"])
        return cls(addresses, token, httpx2.Client(timeout=120))

    def ask(self, service: str, method: str, path: str, **more: Any) -> Any:
        """The answer's JSON; leaves with status 1 and the service's own sentence where it refuses."""
        return self._answer(service, method, path, **more).json()

    def fetch(self, service: str, path: str) -> bytes:
        """A file; leaves as `ask` does."""
        return self._answer(service, "GET", path).content

    def _answer(self, service: str, method: str, path: str, **more: Any) -> httpx2.Response:
        headers = {"Authorization": f"Bearer {self.token}", **more.pop("headers", {})}
        try:
            answer = self.client.request(method, self.addresses[service] + path, headers=headers, **more)
        except httpx2.TransportError:
            complain(f"Không gọi được {service} ở {self.addresses[service]}. Đã chạy `motcua up` chưa?")
        if answer.is_success:
            return answer
        complain(_sentence(answer))

    def office(self, name: str) -> dict[str, Any]:
        """The unit behind a code or alias."""
        found: dict[str, Any] = self.ask("intake", "GET", f"/offices/{name}")
        return found


def _sentence(answer: httpx2.Response) -> str:
    try:
        problem = answer.json()
        details = "".join(f"\n  {e['field']}: {e['message']}" for e in problem.get("errors", []))
        return f"{problem['detail']} ({problem['code']}){details}"
    except (ValueError, KeyError):
        return f"Máy chủ trả lời {answer.status_code}"
