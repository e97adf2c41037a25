"""Tells what a register book may be by its first bytes."""

import codecs

ARCHIVE, COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # xlsx and ods; xls
UTF16 = (b"\xff\xfe", b"\xfe\xff")
HEAD = 4096  # bytes that are looked at


def may_be_book(head: bytes) -> bool:
    return head.startswith((ARCHIVE, COMPOUND)) or _is_text(head)


def _is_text(head: bytes) -> bool:
    """The beginning of a CSV file: words in UTF-8 (cut anywhere), or UTF-16 with its mark."""
    try:
        text = codecs.getincrementaldecoder("utf-16" if head.startswith(UTF16) else "utf-8-sig")().decode(head)
    except UnicodeDecodeError:
        return False
    return bool(text.strip()) and all(sign.isprintable() or sign.isspace() for sign in text)
