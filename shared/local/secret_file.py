"""Files only their owner may read: passwords, keys, what is running."""

import os
import secrets
from pathlib import Path


def write_secret(path: Path, text: str) -> None:
    """Whole or not at all, mode 0600 from its first byte."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600)
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)


def kept_secret(path: Path) -> str:
    """The random word kept in this file; made at the first call (192 bits, safe inside a URL)."""
    if not path.exists():
        write_secret(path, secrets.token_urlsafe(24))
    return path.read_text(encoding="utf-8").strip()
