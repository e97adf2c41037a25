"""What a session holds, as it lies on disk: sealed under a key that only the cookie can make."""

import json
import secrets
from base64 import b64decode, b64encode
from datetime import datetime
from hashlib import sha256

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from services.desk.sessions.session import Counter, Person, Said, Session
from shared.callers import Role

_NONCE = 12


def digest_of(cookie: str) -> bytes:
    return sha256(b"digest" + cookie.encode()).digest()


def seal_of(cookie: str) -> bytes:
    return sha256(b"seal" + cookie.encode()).digest()


def seal_text(cookie: str, text: str) -> bytes:
    """Any text under the key of a cookie."""
    return _seal(seal_of(cookie), digest_of(cookie), text)


def open_text(cookie: str, blob: bytes) -> str:
    return _open(seal_of(cookie), digest_of(cookie), blob)


def seal_held(session: Session, text: str) -> bytes:
    """What else belongs to a session; never to be taken for the session itself."""
    return _seal(session.seal, b"more" + session.digest, text)


def open_held(session: Session, blob: bytes) -> str:
    return _open(session.seal, b"more" + session.digest, blob)


def sealed(session: Session) -> bytes:
    person = session.person
    held = {
        "secret": b64encode(session.secret).decode(),
        "person": [person.subject, person.name, sorted(person.roles), person.offices, person.version, person.issuer],
        "counter": session.counter and [session.counter.code, session.counter.name],
        "said": [[said.text, said.undo, said.refused] for said in session.said],
    }
    return _seal(session.seal, session.digest, json.dumps(held))


def opened(cookie: str, blob: bytes, opened_at: datetime, seen_at: datetime) -> Session:
    digest, seal = digest_of(cookie), seal_of(cookie)
    held = json.loads(_open(seal, digest, blob))
    subject, name, roles, offices, version, issuer = held["person"]
    person = Person(subject, name, frozenset(Role(role) for role in roles), tuple(offices), version, issuer)
    said = [Said(text, undo, tuple(refused)) for text, undo, refused in held["said"]]
    secret = b64decode(held["secret"])
    counter = Counter(*held["counter"]) if held["counter"] else None
    return Session(digest, seal, secret, person, opened_at, seen_at, counter, said)


def _seal(key: bytes, about: bytes, text: str) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, text.encode(), about)


def _open(key: bytes, about: bytes, blob: bytes) -> str:
    return AESGCM(key).decrypt(blob[:_NONCE], blob[_NONCE:], about).decode()
