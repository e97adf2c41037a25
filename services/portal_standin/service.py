"""What stands behind generation A's one address: services by name, and the call that each is given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from services.portal_standin.portal import NationalPortal


@dataclass(frozen=True, slots=True)
class Call:
    """One call to the portal. `body` never holds the session any more; `way`: direct, relay, gen_b."""

    service: str
    agency: str
    body: Mapping[str, Any]
    way: str = "direct"
    caller: str = ""
    dossiers: tuple[str, ...] = field(default=())


Handler = Callable[[NationalPortal, Call], Any]


@dataclass(frozen=True, slots=True)
class Service:
    """`handle` gives the JSON value of the reply (a `str` goes out bare) or raises `Refused`.

    `keys` must be in the body; `dossiers` reads the dossier codes out of it, for the log and for faults.
    """

    handle: Handler
    keys: tuple[str, ...] = ()
    dossiers: Callable[[Mapping[str, Any]], tuple[str, ...]] = lambda _: ()
