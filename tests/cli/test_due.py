"""`motcua due`: for people, and for streams of any quality."""

import io
import json
import subprocess
import sys
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest
import typer
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from services.cli.due import due
from services.cli.due_stream import answer_lines
from services.cli.due_text import read_hours, read_received, read_term
from shared.errors import Invalid
from shared.worktime import LEGAL_ZONE, P80, Term, Unit

ROOT = Path(__file__).parents[2]
unhurried = settings(deadline=None)  # a busy machine is not a wrong answer
CASES = json.loads((ROOT / "tests/shared/worktime/cases/deadlines.json").read_text(encoding="utf-8"))
GOOD = '{"id":"a","received":"2019-03-04T09:00:00+07:00","unit":"working_day","amount":5}'

app = typer.Typer()
app.command()(due)


def answers(*lines: str | bytes) -> list[dict[str, Any]]:
    source = io.BytesIO(b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines))
    sink = io.BytesIO()
    answer_lines(source, sink)
    return [json.loads(line) for line in sink.getvalue().decode("utf-8").splitlines()]


def line(**changes: Any) -> str:
    return json.dumps({**json.loads(GOOD), **changes})


def test_the_worked_deadlines_stream_through_in_order() -> None:
    lines = [
        json.dumps({**vector, "hours": CASES["hours_profiles"][vector["hours_profile"]]}) for vector in CASES["vectors"]
    ]
    found = [(answer["id"], answer["due"]) for answer in answers(*lines)]
    assert found == [(vector["id"], vector["expected_due"]) for vector in CASES["vectors"]]


def test_an_answer_has_its_story() -> None:
    [answer] = answers(GOOD)
    assert list(answer) == ["id", "due", "explanation"]
    assert answer["due"] == "2019-03-11T17:00:00+07:00"
    assert answer["explanation"][0] == {
        "day": "2019-03-04",
        "verdict": "started",
        "reason": "Tiếp nhận lúc 09:00, ngày này không tính",
        "paper": "khoản 2 Điều 147 Bộ luật Dân sự 2015",
    }


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"hours_profile": "P80", "unit": "working_hour", "amount": 1}, "2019-03-04T10:00:00+07:00"),
        ({"hours": [["08:00", "12:00"]]}, "2019-03-11T12:00:00+07:00"),
        ({"hours": None, "cutoff": None, "pauses": None}, "2019-03-11T17:00:00+07:00"),
        ({"received": "2019-03-04T02:00:00Z"}, "2019-03-11T17:00:00+07:00"),
        ({"amount": 5.0}, "2019-03-11T17:00:00+07:00"),
        ({"amount": 0.5}, "2019-03-04T17:00:00+07:00"),
        ({"unit": "same_day", "amount": 0, "cutoff": "08:30"}, "2019-03-05T17:00:00+07:00"),
        ({"unit": "same_day", "amount": None}, "2019-03-04T17:00:00+07:00"),
        ({"uncertain_days_off": ["2026-11-24"], "received": "2026-11-23T09:00:00+07:00", "amount": 1},
         "2026-11-25T17:00:00+07:00"),
        ({"id": 7, "unknown": {"key": 1}}, "2019-03-11T17:00:00+07:00"),
    ],
)  # fmt: skip
def test_optional_keys_are_understood(changes: dict[str, Any], expected: str) -> None:
    [answer] = answers(line(**changes))
    assert answer["due"] == expected


HOSTILE: list[tuple[str | bytes, str | None, str]] = [
    ("{", None, "json_not_valid"),
    ("[1]", None, "json_not_valid"),
    ("null", None, "json_not_valid"),
    ('{"id":"a","id":"b"}', None, "json_not_valid"),
    (GOOD.replace("5}", "NaN}"), None, "json_not_valid"),
    (GOOD.replace("5}", "Infinity}"), None, "json_not_valid"),
    (GOOD.replace("5}", "9" * 5000 + "}"), None, "json_not_valid"),
    ("[" * 100_000, None, "json_not_valid"),
    ('{"a":' * 50_000, None, "json_not_valid"),
    (r'{"id":"\ud800"}', None, "text_not_unicode"),
    (b'{"id":"\xff"}', None, "text_not_unicode"),
    (b'{"id":"\xed\xa0\x80"}', None, "text_not_unicode"),
    (b'{"id":"a\x00"}', None, "json_not_valid"),
    ('{"unit":"day"}', None, "id_not_valid"),
    (line(id=True), None, "id_not_valid"),
    (line(id=2**63), None, "id_not_valid"),
    (line(id="x" * 201), None, "id_not_valid"),
    (line(amount=True), "a", "term_not_valid"),
    (line(amount="5"), "a", "term_not_valid"),
    (line(amount=None), "a", "term_not_valid"),
    (line(amount=-1), "a", "term_not_valid"),
    (line(amount=0), "a", "term_not_valid"),
    (line(amount=10**30), "a", "term_not_valid"),
    (line(amount=1.2), "a", "term_not_valid"),
    (GOOD.replace("5}", "1e400}"), "a", "term_not_valid"),
    (GOOD.replace("5}", "1e300}"), "a", "term_not_valid"),
    (line(unit="fortnight"), "a", "term_not_valid"),
    (line(unit=["day"]), "a", "field_not_valid"),
    (line(unit="same_day", amount=1), "a", "term_not_valid"),
    (line(cutoff=15), "a", "cutoff_not_valid"),
    (line(cutoff="25:00"), "a", "hours_not_valid"),
    (line(hours=[]), "a", "hours_not_valid"),
    (line(hours={}), "a", "field_not_valid"),
    (line(hours=[["07:30"]]), "a", "hours_not_valid"),
    (line(hours=[["07:30", 11]]), "a", "hours_not_valid"),
    (line(hours=[["11:30", "07:30"]]), "a", "hours_not_valid"),
    (line(hours=[["07:30", "12:00"], ["11:00", "17:00"]]), "a", "hours_not_valid"),
    (line(hours=[["07:30", "11:30"]] * 25), "a", "field_not_valid"),
    (line(hours_profile="P99"), "a", "hours_not_valid"),
    (line(hours_profile=[]), "a", "hours_not_valid"),
    (line(received="2019-03-04T09:00:00"), "a", "instant_without_zone"),
    (line(received="yesterday"), "a", "instant_not_valid"),
    (line(received="2019-02-30T09:00:00+07:00"), "a", "instant_not_valid"),
    (line(received=1551664800), "a", "field_not_valid"),
    (line(received="0001-01-01T00:00:00+14:00"), "a", "instant_out_of_range"),
    (line(received="9999-12-31T23:59:59-12:00", unit="hour"), "a", "instant_out_of_range"),
    (line(received="2028-03-06T09:00:00+07:00"), "a", "calendar_not_published"),
    (line(amount=10_000), "a", "calendar_not_published"),
    (line(amount=10_000, unit="year"), "a", "calendar_not_published"),
    (line(pauses={}), "a", "field_not_valid"),
    (line(pauses=[{}]), "a", "suspension_not_valid"),
    (line(pauses=[{"kind": ["pause"], "from": "", "to": ""}]), "a", "suspension_not_valid"),
    (line(pauses=[{"kind": "pause", "from": "2019-03-05T09:00:00+07:00"}]), "a", "field_not_valid"),
    (line(pauses=[{"kind": "pause", "from": "2019-03-06T09:00:00+07:00", "to": "2019-03-05T09:00:00+07:00"}]),
     "a", "suspension_not_valid"),
    (line(pauses=[{"kind": "pause", "from": "2019-03-01T09:00:00+07:00", "to": "2019-03-05T09:00:00+07:00"}]),
     "a", "suspension_not_valid"),
    (line(pauses=[None] * 201), "a", "field_not_valid"),
    (line(assume_24_11_off="yes"), "a", "calendar_not_valid"),
    (line(uncertain_days_off=["24/11/2026"]), "a", "calendar_not_valid"),
    (line(uncertain_days_off=[1]), "a", "calendar_not_valid"),
    (line(uncertain_days_off=["2026-03-04"]), "a", "day_not_uncertain"),
    ('{"id":"' + "x" * (1 << 20) + '"}', None, "line_too_long"),
    ("x" * (3 << 20), None, "line_too_long"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("hostile", "known_as", "code"), HOSTILE, ids=[f"{code} {text[:60]!r}" for text, _, code in HOSTILE]
)
def test_a_bad_line_is_named_and_the_next_is_answered(hostile: str | bytes, known_as: str | None, code: str) -> None:
    bad, good = answers(hostile, GOOD)
    assert bad["id"] == known_as
    assert bad["error"].startswith(f"{code}: ")
    assert list(bad) == ["id", "error"]
    assert good["due"] == "2019-03-11T17:00:00+07:00"


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
KEYS = ["id", "received", "unit", "amount", "hours", "cutoff", "pauses", "hours_profile", "uncertain_days_off"]


@unhurried
@given(st.dictionaries(st.sampled_from(KEYS), JSON_VALUES))
def test_no_value_of_any_key_stops_the_stream(changes: dict[str, Any]) -> None:
    [answer] = answers(line(**changes))
    assert ("error" in answer) != ("due" in answer)


@unhurried
@given(st.binary(max_size=200).filter(lambda raw: b"\n" not in raw and b"\r" not in raw))
def test_no_bytes_stop_the_stream(raw: bytes) -> None:
    assert answers(raw, GOOD)[-1]["due"] == "2019-03-11T17:00:00+07:00"


def test_blank_lines_a_byte_order_mark_and_windows_line_ends_are_passed_over() -> None:
    found = answers(b"\xef\xbb\xbf" + GOOD.encode() + b"\r", b"", b"  \t", b"\r", GOOD)
    assert [answer["id"] for answer in found] == ["a", "a"]


def test_the_exit_status_says_whether_every_line_was_answered() -> None:
    runner = CliRunner()
    assert runner.invoke(app, ["--jsonl"], input=GOOD + "\n").exit_code == 0
    assert runner.invoke(app, ["--jsonl"], input="").exit_code == 0
    mixed = runner.invoke(app, ["--jsonl"], input=f"{GOOD}\nbroken\n{GOOD}\n")
    assert mixed.exit_code == 1
    assert len(mixed.stdout.splitlines()) == 3


@pytest.mark.parametrize(
    "text",
    ["05/03/2019 08:30", "5/3/2019 8:30", "5.3.2019 8h30", "05-03-19 08:30:00", "05032019 8g30", "08:30 ngày 5/3/2019",
     "8 giờ 30 phút, ngày 05/03/2019", "2019-03-05T08:30", "2019-03-05 08:30", "2019-03-05T01:30:00Z",
     "5/3/2019 lúc 8 giờ 30"],
)  # fmt: skip
def test_dates_are_read_as_people_write_them(text: str) -> None:
    assert read_received(text, time(7, 30)) == datetime(2019, 3, 5, 8, 30, tzinfo=LEGAL_ZONE)


@pytest.mark.parametrize("text", ["05/03/2019", "05032019", "2019-03-05", "5.3.19"])
def test_a_day_without_an_hour_means_the_opening(text: str) -> None:
    assert read_received(text, time(7, 30)) == datetime(2019, 3, 5, 7, 30, tzinfo=LEGAL_ZONE)


@pytest.mark.parametrize("text", ["", "hôm nay", "31/02/2019", "5/13/2019", "5/3/2019 25:00", "5/3/2019 8:30 8:30 x"])
def test_a_date_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        read_received(text, time(7, 30))


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("5 ngày làm việc", Term(Unit.WORKING_DAY, 5)),
        ("05 ngay lam viec", Term(Unit.WORKING_DAY, 5)),
        ("Không quá năm ngày làm việc", Term(Unit.WORKING_DAY, 5)),
        ("8 giờ làm việc", Term(Unit.WORKING_HOUR, 8)),
        ("10 ngày", Term(Unit.DAY, 10)),
        ("trong 10 ngày", Term(Unit.DAY, 10)),
        ("1 tháng", Term(Unit.MONTH, 1)),
        ("2 tuần", Term(Unit.WEEK, 2)),
        ("1 năm", Term(Unit.YEAR, 1)),
        ("24 giờ", Term(Unit.HOUR, 24)),
        ("nửa ngày", Term(Unit.HALF_DAY, 1)),
        ("Nửa ngày làm việc", Term(Unit.HALF_DAY, 1)),
        ("0,5 ngày làm việc", Term(Unit.HALF_DAY, 1)),
        ("1.5 ngày làm việc", Term(Unit.HALF_DAY, 3)),
        ("trong ngày", Term(Unit.SAME_DAY, 0)),
        ("TRONG NGAY", Term(Unit.SAME_DAY, 0)),
    ],
)
def test_terms_are_read_as_people_write_them(text: str, term: Term) -> None:
    assert read_term(text) == term


@pytest.mark.parametrize("text", ["", "sớm", "5", "ngày", "-5 ngày", "0 ngày", "1,5 ngày", "5 ngày nữa", "99999 ngày"])
def test_a_term_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        read_term(text)


def test_hours_are_a_profile_or_the_sessions_themselves() -> None:
    assert read_hours("p80") == P80
    assert read_hours("7:30-11:30, 13:00 – 17:00") == P80
    with pytest.raises(Invalid):
        read_hours("P99")


def test_a_person_sees_the_due_hour_and_every_day() -> None:
    shown = CliRunner().invoke(app, ["05/03/2019 08:30", "5 ngày làm việc"], env={"COLUMNS": "140"})
    assert shown.exit_code == 0
    assert shown.stdout.splitlines()[0] == "17:00 thứ Ba 12/03/2019"
    assert "Ngày làm việc thứ 5/5" in shown.stdout
    assert "Quyết định 188/1999/QĐ-TTg" in shown.stdout


def test_an_uncertain_day_can_be_taken_as_off() -> None:
    asked = ["23/11/2026 09:00", "1 ngày làm việc"]
    assert CliRunner().invoke(app, asked).stdout.startswith("17:00 thứ Ba 24/11/2026")
    assert CliRunner().invoke(app, [*asked, "--off", "24/11/2026"]).stdout.startswith("17:00 thứ Tư 25/11/2026")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [(["x", "5 ngày"], 1), (["5/3/2019", "x"], 1), (["5/3/2030", "5 ngày"], 1), (["5/3/2019"], 2), ([], 2)],
)
def test_a_person_is_told_what_is_wrong(arguments: list[str], status: int) -> None:
    shown = CliRunner().invoke(app, arguments)
    assert shown.exit_code == status
    assert shown.stdout == ""
    assert shown.stderr


def test_asking_for_a_due_date_loads_no_web_and_no_database() -> None:
    heavy = "{'sqlalchemy', 'fastapi', 'pydantic', 'asyncio', 'asyncpg'}"
    program = f"import sys; import services.cli.due, services.cli.due_stream; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
