"""The stream of `motcua due --jsonl`: one answer a line, in order, whatever the lines hold."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from services.cli.due_line import read_id, read_object, read_question
from shared.errors import Invalid, Refusal
from shared.worktime import Step, explain

LONGEST_LINE = 1 << 20


def answer_lines(source: BinaryIO, sink: BinaryIO) -> int:
    """Answers every line and returns how many could not be answered; memory is bounded by one line."""
    refused = 0
    for line in _lines(source):
        answer = _answer(line)
        refused += "error" in answer
        sink.write(_encode(answer) + b"\n")
    sink.flush()
    return refused


def _lines(source: BinaryIO) -> Iterator[bytes]:
    """Lines without blanks; of a line that is too long only its beginning, which is then refused."""
    while line := source.readline(LONGEST_LINE + 1):
        kept = line.strip()
        while not line.endswith(b"\n") and (line := source.readline(LONGEST_LINE)):
            pass
        if kept := kept.removeprefix(b"\xef\xbb\xbf"):
            yield kept


def _answer(line: bytes) -> dict[str, Any]:
    known_as: str | int | None = None
    try:
        if len(line) > LONGEST_LINE:
            raise Invalid("line_too_long", f"Dòng dài quá {LONGEST_LINE} byte")
        given = read_object(line)
        known_as = read_id(given)
        question = read_question(given)
        deadline = explain(question.term, question.received_at, question.calendar, question.hours, question.suspensions)
    except Refusal as refusal:
        return {"id": known_as, "error": str(refusal)}
    return {"id": known_as, "due": deadline.due_at.isoformat(), "explanation": [_told(s) for s in deadline.steps]}


def _told(step: Step) -> dict[str, str | None]:
    return {"day": step.day.isoformat(), "verdict": step.verdict, "reason": step.reason, "paper": step.paper}


def _encode(answer: dict[str, Any]) -> bytes:
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
