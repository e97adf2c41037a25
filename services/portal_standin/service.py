"""What stands behind generation A's one address: services by name, and the call that each is given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from services.portal_standin.portal import NationalPortal


@dataclass(frozen=True, slots=True)
class Call:
    """One call to the portal. `body` holds no session and no password; `way`: direct, relay, gen_b.

    `faults`: names of those that hit this call.
    """

    service: str
    agency: str
    body: Mapping[str, Any]
    way: str = "direct"
    session: str = ""
    dossiers: tuple[str, ...] = ()
    faults: frozenset[str] = frozenset()


def of_no_dossier(_: Mapping[str, Any]) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Service:
    """`handle` gives the JSON value of the reply (a `str` goes out bare) or raises `Refused`.

    `keys` must be in the body; `dossiers` reads the dossier codes out of it, for the log and for faults.
    """

    handle: Callable[[NationalPortal, Call], Any]
    keys: tuple[str, ...] = ()
    dossiers: Callable[[Mapping[str, Any]], tuple[str, ...]] = of_no_dossier
