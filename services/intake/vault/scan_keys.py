"""The data key of each scan, sealed under the ring: a rotation seals the keys again and leaves the files alone."""

from services.intake.vault.vault import Vault


def seal_scan_key(vault: Vault, digest: str, key: bytes) -> bytes:
    """Bound to the scan, so that a key cannot be moved to another one unseen."""
    return vault.seal(key.hex(), _about(digest))


def open_scan_key(vault: Vault, digest: str, sealed: bytes) -> bytes:
    return bytes.fromhex(vault.open(sealed, _about(digest)))


def _about(digest: str) -> str:
    return f"scan:{digest}"
