"""Off to the provider at which citizens sign in, back with its answer, and out again."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.tracker.settings import Profile, SignInSettings
from services.tracker.sign_in.citizen import Citizen, citizen_of
from shared.clock import Clock
from shared.web.oidc.attempt import Attempt
from shared.web.oidc.proof import Asked
from shared.web.oidc.provider import Client, Provider
from shared.web.signing_keys import IssuerAway

RETURN = "/sign-in/return"
AFTER = "/tra-cuu"
_SCOPE = "openid"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who came back, and the id_token that says so."""

    citizen: Citizen
    identity: str


class SignIn:
    """One per process. `address` is the tracker's own: what the provider leads back to is fixed under it."""

    def __init__(self, settings: SignInSettings, address: str, clock: Clock) -> None:
        file = settings.secret_file
        secret = file.read_text(encoding="utf-8").strip() if file else None
        self._settings = settings
        self._address = address.rstrip("/")
        self._clock = clock
        self._provider = Provider(Client(settings.issuer, settings.client, secret, is_secret_in_body=True))

    async def begin(self, attempt: Attempt) -> str:
        """The address to go to; refuses `issuer_away`. VNConnect is known to be asked for a level, VNeID is not."""
        level = self._settings.level if self._settings.profile is Profile.VNCONNECT else None
        return await self._provider.way_in(attempt, self._address + RETURN, _SCOPE, acr_values=level)

    async def finish(self, attempt: Attempt, answer: Mapping[str, str]) -> SignedIn:
        """Refuses `issuer_away` and accounts (`citizen_of`); raises NotGranted for what was not asked for."""
        given = await self._provider.redeem(attempt, answer, self._address + RETURN)
        asked = Asked(self._settings.issuer, self._settings.client, attempt.nonce)
        proven = await self._provider.proven(given, asked, self._clock.now().timestamp())
        told = await self._provider.told(given, proven.subject)
        return SignedIn(citizen_of(self._settings, proven, told), str(given["id_token"]))

    async def way_out(self, identity: str) -> str:
        """Where the provider ends its own session, else this tracker's first page."""
        try:
            return await self._provider.way_out(self._address + AFTER, identity) or AFTER
        except IssuerAway:
            return AFTER
