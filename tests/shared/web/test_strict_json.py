"""Bodies are the strictest JSON; each fault has its code."""

import json

import pytest

from shared.web.strict_json import parse_strictly

FAULTS = {
    "broken": (b'{"a":', "not_json"),
    "empty": (b"", "not_json"),
    "nan": (b'{"a":NaN}', "number_out_of_range"),
    "infinity": (b'{"a":-Infinity}', "number_out_of_range"),
    "exponent": (b'{"a":1e999}', "number_out_of_range"),
    "beyond 63 bits": (b'{"a":9223372036854775808}', "number_out_of_range"),
    "five thousand digits": (b'{"a":' + b"9" * 5000 + b"}", "number_out_of_range"),
    "twice the same key": (b'{"a":1,"a":2}', "duplicate_key"),
    "twice, deep inside": (b'{"x":[{"a":1,"a":1}]}', "duplicate_key"),
    "latin-1": ('{"a":"é"}'.encode("latin-1"), "not_utf8"),
    "overlong": (b'{"a":"\xc0\xaf"}', "not_utf8"),
    "a hundred thousand brackets": (b"[" * 100_000, "too_deep"),
}


@pytest.mark.parametrize(("body", "code"), FAULTS.values(), ids=FAULTS.keys())
def test_a_faulty_body_is_refused_with_its_code(body: bytes, code: str) -> None:
    with pytest.raises(json.JSONDecodeError) as refused:
        parse_strictly(body)
    assert refused.value.msg == code


def test_a_good_body_is_read_as_it_stands() -> None:
    assert parse_strictly('{"tên":"Hòa","n":[1,-2.5,null,true]}'.encode()) == {"tên": "Hòa", "n": [1, -2.5, None, True]}
