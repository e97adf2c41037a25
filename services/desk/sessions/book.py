"""The small file in which the desk keeps what must outlive it: sessions, what forms led to, what was typed, tokens."""

import sqlite3
from pathlib import Path

_TABLES = """
create table if not exists sessions (
  digest blob primary key, subject text not null, browser text not null,
  opened_at real not null, seen_at real not null, held blob not null);
create index if not exists sessions_of on sessions (subject);
create table if not exists done_forms (
  digest blob not null references sessions on delete cascade, key text not null, address text not null,
  primary key (digest, key)) without rowid;
create table if not exists kept_forms (
  digest blob primary key, subject text not null, kept_at real not null, held blob not null);
create table if not exists grants (
  digest blob primary key references sessions on delete cascade, held blob not null, claimed_until real not null);
"""


def open_book(file: Path) -> sqlite3.Connection:
    """Made where it is missing; several processes may have it open."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    file.touch(mode=0o600)
    book = sqlite3.connect(file, timeout=5, isolation_level=None, check_same_thread=False)
    book.executescript("pragma journal_mode = wal; pragma synchronous = normal; pragma foreign_keys = on;")
    book.executescript(_TABLES)
    return book
