"""Hostile bodies for `POST /dossiers`: every kind of thing that programs and people send by mistake or on purpose."""

import json
from collections.abc import Mapping
from typing import Any


def hostile_bodies(good: Mapping[str, Any]) -> dict[str, bytes]:
    """Each spoils a good receipt in one way; none may be taken."""

    def body(**changes: Any) -> bytes:
        return json.dumps({**good, **changes}).encode()

    def applicant(**changes: Any) -> bytes:
        return body(applicant={**good["applicant"], **changes})

    def spliced(text: str) -> bytes:
        """A good body with a raw piece of JSON in the place of `sets`."""
        return (
            json.dumps({k: v for k, v in good.items() if k != "sets"}).encode()[:-1]
            + b', "sets": '
            + text.encode()
            + b"}"
        )

    return {
        "nothing": b"",
        "broken json": b'{"desk": ',
        "an array": b"[]",
        "a string": b'"desk"',
        "null": b"null",
        "nan": spliced("NaN"),
        "infinity": spliced("-Infinity"),
        "1e999": spliced("1e999"),
        "2 to the 63rd": spliced("9223372036854775808"),
        "five thousand digits": spliced("9" * 5000),
        "beyond 31 bits": spliced("2147483648"),
        "negative": spliced("-1"),
        "zero sets": spliced("0"),
        "a fraction": spliced("1.5"),
        "number as text": spliced('"five"'),
        "a boolean": spliced("true"),
        "a key twice": body()[:-1] + b', "desk": "H62"}',
        "a hundred thousand brackets": b"[" * 100_000,
        "deep objects": b'{"a":' * 5000 + b"1" + b"}" * 5000,
        "not utf-8": body().replace(b"direct", b"dir\xffct"),
        "overlong utf-8": body().replace(b"direct", b"dir\xc0\xafct"),
        "a lone surrogate": applicant(name="Nguyễn \ud800 A"),
        "a surrogate as a key": b'{"\\ud800": 1}',
        "a surrogate in a field of another type": body(channel={"\ud800": "\udfff"}),
        "nul": applicant(name="Nguyễn\x00A"),
        "nul in the desk": body(desk="248\x00"),
        "a control sign": applicant(name="Nguyễn\x1b[2JA"),
        "right to left": applicant(name="Nguyễn \u202eA"),
        "zero width": applicant(name="Nguyễn\u200bA"),
        "only blanks": applicant(name="   "),
        "ten thousand letters": applicant(name="A" * 10_000),
        "a received_at of one's own": body(received_at="2020-01-01T00:00:00Z"),
        "an unknown field": body(colour="red"),
        "no applicant": body(applicant=None),
        "applicant a list": body(applicant=[]),
        "an unknown procedure": body(procedure="9.999999"),
        "a procedure of wrong form": body(procedure="1.00"),
        "procedure with sql": body(procedure="1.001612'; drop table intake.facts; --"),
        "an unknown desk": body(desk="Z99"),
        "a desk that ended": body(desk="248"),
        "an unknown channel": body(channel="pigeon"),
        "an identity number too short": applicant(identity_number="12345"),
        "an identity number of no province": applicant(identity_number="999012345678"),
        "a phone of no network": applicant(phone="12"),
        "twenty megabytes": applicant(name="A" * 20_000_000),
    }
