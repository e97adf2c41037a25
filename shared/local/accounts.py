"""The accounts of one machine: who may sign in without a provider. None exists until somebody makes one.

A file of the home (0600). Passwords lie as Argon2id; each change raises the account's version: its sessions end.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from shared.callers import Role
from shared.errors import Conflict, Invalid, NotFound
from shared.local.home import Home

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_NOBODY = _HASHER.hash("nobody has this password")  # so that an unknown user costs as much as a wrong password
_TABLE = """create table if not exists accounts (
  user text primary key, name text not null, roles text not null, offices text not null,
  hash text not null, version integer not null default 1, disabled integer not null default 0)"""
_COLUMNS = "user, name, roles, offices, version, disabled"


@dataclass(frozen=True, slots=True)
class Account:
    """`offices` are the roots of what the person reaches; `version` rises with every change."""

    user: str
    name: str
    roles: tuple[str, ...]
    offices: tuple[str, ...]
    version: int
    is_disabled: bool


def add_account(
    home: Home, user: str, password: str, *, name: str, roles: Sequence[str], offices: Sequence[str]
) -> Account:
    """Refuses a user name that is taken, a role that does not exist, a password under ten signs."""
    _check(user, name, roles, offices)
    hashed = _hash(password)
    with _open(home) as book:
        try:
            book.execute(
                "insert into accounts (user, name, roles, offices, hash) values (?, ?, ?, ?, ?)",
                (user, name, json.dumps(list(roles)), json.dumps(list(offices)), hashed),
            )
        except sqlite3.IntegrityError:
            raise Conflict("account_exists", f"Đã có tài khoản {user}") from None
    return account(home, user)


def change_password(home: Home, user: str, password: str) -> None:
    """Ends the person's sessions."""
    _change(home, user, "hash = ?", _hash(password))


def change_roles(home: Home, user: str, roles: Sequence[str], offices: Sequence[str]) -> None:
    """Ends the person's sessions: the next one has the new roles."""
    _check(user, user, roles, offices)
    _change(home, user, "roles = ?, offices = ?", json.dumps(list(roles)), json.dumps(list(offices)))


def set_disabled(home: Home, user: str, disabled: bool) -> None:
    """A disabled account stays on the list and signs in nowhere."""
    _change(home, user, "disabled = ?", int(disabled))


def account(home: Home, user: str) -> Account:
    """Refuses `account_not_found`."""
    with _open(home) as book:
        row = book.execute(f"select {_COLUMNS} from accounts where user = ?", (user,)).fetchone()
    if row is None:
        raise NotFound("account_not_found", f"Không có tài khoản {user}")
    return _account(row)


def accounts(home: Home) -> list[Account]:
    """All, by user name."""
    with _open(home) as book:
        return [_account(row) for row in book.execute(f"select {_COLUMNS} from accounts order by user")]


def signing_in(home: Home, user: str, password: str) -> Account | None:
    """The account where the password is right and it is not disabled; about 70 ms of a core in either case."""
    with _open(home) as book:
        row = book.execute(f"select {_COLUMNS}, hash from accounts where user = ?", (user,)).fetchone()
    is_right = _is_right(row[-1] if row else _NOBODY, password)
    known = _account(row[:-1]) if row else None
    return known if known and is_right and not known.is_disabled else None


def is_current(home: Home, user: str, version: int) -> bool:
    """False once the account was changed, disabled or taken away: asked at every request (some 50 µs)."""
    with _open(home) as book:
        row = book.execute("select version from accounts where user = ? and disabled = 0", (user,)).fetchone()
    return row is not None and row[0] == version


@contextmanager
def _open(home: Home) -> Iterator[sqlite3.Connection]:
    path = _path(home)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
    with closing(sqlite3.connect(path, timeout=5)) as book, book:
        book.execute(_TABLE)
        yield book


def _path(home: Home) -> Path:
    return home.identity / "accounts.sqlite"


def _change(home: Home, user: str, what: str, *values: object) -> None:
    with _open(home) as book:
        done = book.execute(f"update accounts set {what}, version = version + 1 where user = ?", (*values, user))
        if not done.rowcount:
            raise NotFound("account_not_found", f"Không có tài khoản {user}")


def _check(user: str, name: str, roles: Sequence[str], offices: Sequence[str]) -> None:
    if not user or len(user) > 100 or not name.strip() or not offices:
        raise Invalid("account_not_whole", "Tài khoản cần tên đăng nhập, họ tên và ít nhất một đơn vị")
    unknown = sorted(set(roles) - {role.value for role in Role})
    if unknown or not roles:
        known = ", ".join(Role)
        raise Invalid("role_not_known", f"Chọn vai trò trong: {known}")


def _hash(password: str) -> str:
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise Invalid("password_too_short", f"Mật khẩu cần từ {SHORTEST_PASSWORD} đến {LONGEST_PASSWORD} ký tự")
    return _HASHER.hash(password)


def _is_right(hashed: str, password: str) -> bool:
    try:
        return _HASHER.verify(hashed, password[:LONGEST_PASSWORD])
    except (VerificationError, InvalidHashError):
        return False


def _account(row: tuple[str, str, str, str, int, int]) -> Account:
    user, name, roles, offices, version, disabled = row
    return Account(user, name, tuple(json.loads(roles)), tuple(json.loads(offices)), version, bool(disabled))
