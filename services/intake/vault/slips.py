"""The secret on a receipt, by which its holder proves himself to the tracker, and the ballot of the dossier.

Both are derived from the key ring and the dossier's code: no column holds them, and a copy of the database is not
enough to know them. The key is the newest that was made before the day of acceptance (else the oldest), so a receipt
says the same after any rotation; a dropped key leaves this half of it on the ring.
"""

import hmac
from datetime import date

from services.intake.domain.tracking.proof import slip_word
from services.intake.vault.vault import Vault
from shared.local.key_ring import SlipKey


def slip_secret(vault: Vault, code: str, accepted_on: date) -> str:
    """Eight signs of Crockford's base 32: 40 bits."""
    return slip_word(_digest(vault, "slip", code, accepted_on))


def ballot(vault: Vault, code: str, accepted_on: date) -> str:
    """The dossier's one ballot, whatever proved who holds the receipt; nothing can be told from it."""
    return _digest(vault, "ballot", code, accepted_on)[:20].hex()


def _digest(vault: Vault, what: str, code: str, accepted_on: date) -> bytes:
    key = _key_of(vault.slip_keys, accepted_on)
    return hmac.digest(key.secret, f"{what}\0{code}".encode(), "sha256")


def _key_of(keys: tuple[SlipKey, ...], accepted_on: date) -> SlipKey:
    before = [key for key in keys if key.made_on < accepted_on]
    return before[-1] if before else keys[0]
