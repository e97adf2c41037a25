"""One row of a catalogue file in the layout of the national portal's export, as a version of a procedure."""

import re
from collections.abc import Mapping
from datetime import date

from services.intake.domain.catalogue.catalogue import Fee, OnlineService, PublishedProcedure, RequiredPaper, ResultType
from services.intake.domain.catalogue.procedure_code import is_procedure_code
from services.intake.domain.catalogue.published_times import TimeNotRead, limit_cases, read_term, terms_by_channel
from shared.contracts.terms import Channel
from shared.errors import Invalid
from shared.text import clean_text

LEVELS = frozenset({"bo", "tinh", "huyen", "xa", "khac"})
NEEDED = frozenset({"code", "name", "field", "level", "channels", "time_amount", "time_unit"})
NEEDED_OF_PAPERS = frozenset({"code", "no", "case", "paper"})
_LONGEST = 4000
_MOST_PAPERS = 99  # larger figures in the source are years that slipped into the column
_FIRST_AMOUNT = re.compile(r"\d+")
_UNSEEN = re.compile(r"[\u200b-\u200f\u2060\ufeff]")  # zero-width signs: dirt of the export, invisible to everybody
_FEE_NAME = re.compile(r"\s*(Phí|Lệ phí) *:")


class RowRefused(ValueError):
    """Why a row cannot be taken, and what to do."""


def read_row(row: Mapping[str, str], valid_from: date) -> PublishedProcedure:
    """The version a row states; columns beyond the needed ones may be missing. Refuses with RowRefused."""
    values = {name: _clean(name, text) for name, text in row.items()}
    code = _code(values)
    try:
        term, term_source = read_term(values["time_amount"], values["time_unit"])
        terms = terms_by_channel(values.get("times_by_channel", ""), term)
        cases = limit_cases(values.get("times_by_channel", ""))
    except TimeNotRead as wrong:
        raise RowRefused(str(wrong)) from wrong
    return PublishedProcedure(
        code=code,
        version=1,
        valid_from=valid_from,
        valid_to=None,
        name=_filled(values, "name", "Thiếu tên thủ tục"),
        field=_filled(values, "field", "Thiếu lĩnh vực"),
        levels=_listed(values, "level", LEVELS),
        decision=values.get("decision", ""),
        agency=values.get("agency", ""),
        subjects=values.get("subjects", ""),
        channels=_listed(values, "channels", frozenset(Channel)),
        term=term,
        term_source=term_source,
        term_text=values.get("time_text", ""),
        terms=terms,
        fee_min=_amount(values, "fee_min_vnd"),
        fee_max=_amount(values, "fee_max_vnd"),
        fee_text=values.get("fee_text", ""),
        result=values.get("result", ""),
        source=" ".join(filter(None, (values.get(name, "") for name in ("sources", "as_of", "confidence")))),
        cases=cases,
        fees=_fees(values),
        results=_results(values),
        online=_online(values),
        is_no_wait=_is_marked(values, "no_wait"),
        needs_no_receipt=_is_marked(values, "no_receipt"),
        retention_months=_amount(values, "retention_months") or None,
    )


def read_paper_row(row: Mapping[str, str]) -> tuple[str, RequiredPaper]:
    """A paper with the code of its procedure. Refuses with RowRefused."""
    values = {name: _clean(name, text) for name, text in row.items()}
    if not values["no"].isdecimal() or not 1 <= int(values["no"]) <= 9_999:
        raise RowRefused("Số thứ tự giấy tờ (no) phải là số từ 1 đến 9.999")
    counts = [read_count(values.get(name, "")) for name in ("originals", "copies", "electronic")]
    name = _filled(values, "paper", "Thiếu tên giấy tờ")
    return _code(values), RequiredPaper(int(values["no"]), values["case"], name, values.get("form_file", ""), *counts)


def read_count(text: str) -> int | None:
    found = _FIRST_AMOUNT.match(text)
    return int(found[0]) if found and len(found[0]) < 4 and int(found[0]) <= _MOST_PAPERS else None


def _code(values: Mapping[str, str]) -> str:
    if not is_procedure_code(values["code"]):
        raise RowRefused("Mã thủ tục phải có dạng 1.001193; nếu Excel đã bỏ số 0 cuối thì đặt cột mã là chữ")
    return values["code"]


def _clean(name: str, text: str) -> str:
    if len(text) > _LONGEST:
        raise RowRefused(f"Cột {name} dài quá {_LONGEST} ký tự")
    try:
        return clean_text(_UNSEEN.sub("", text))
    except Invalid as wrong:
        raise RowRefused(f"Cột {name}: {wrong.message}") from wrong


def _filled(values: Mapping[str, str], name: str, reason: str) -> str:
    if not values[name]:
        raise RowRefused(f"{reason} (cột {name})")
    return values[name]


def _listed(values: Mapping[str, str], name: str, known: frozenset[str]) -> tuple[str, ...]:
    said = tuple(filter(None, values[name].split("|")))
    if not known.issuperset(said) or len(set(said)) < len(said):
        raise RowRefused(f"Cột {name} chỉ nhận {', '.join(sorted(known))}, cách nhau bằng dấu |, mỗi giá trị một lần")
    return said


def _amount(values: Mapping[str, str], name: str) -> int | None:
    text = values.get(name, "")
    if not text:
        return None
    if not text.isdecimal() or len(text) > 9:
        raise RowRefused(f"Cột {name} phải là số nguyên không âm, nhiều nhất 9 chữ số")
    return int(text)


def _fees(values: Mapping[str, str]) -> tuple[Fee, ...]:
    """The export writes all fees into one text, so there is one entry; an amount only where it names just one."""
    text, least, most = values.get("fee_text", ""), _amount(values, "fee_min_vnd"), _amount(values, "fee_max_vnd")
    if not text and least is None:
        return ()
    named = _FEE_NAME.match(text)
    return (Fee(named[1] if named else "Phí, lệ phí", least if least == most else None, text),)


def _results(values: Mapping[str, str]) -> tuple[ResultType, ...]:
    """Names and codes pair where there are as many of each; else every code has the whole text as its name."""
    text = values.get("result", "")
    codes = list(filter(None, values.get("result_codes", "").split("|")))
    names = [name for name in (part.strip() for part in text.split(";")) if name]
    if len(codes) == len(names):
        return tuple(map(ResultType, codes, names))
    return tuple(ResultType(code, text) for code in codes) or tuple(ResultType("", name) for name in names)


def _online(values: Mapping[str, str]) -> OnlineService | None:
    """The export says only whether there is an online channel, not how far it goes."""
    said = values.get("online", "")
    if said and said not in set(OnlineService):
        raise RowRefused("Cột online chỉ nhận full, partial, none")
    if said:
        return OnlineService(said)
    return None if Channel.ONLINE in values["channels"].split("|") else OnlineService.NONE


def _is_marked(values: Mapping[str, str], name: str) -> bool:
    said = values.get(name, "")
    if said not in {"", "0", "1"}:
        raise RowRefused(f"Cột {name} chỉ nhận 0 hoặc 1")
    return said == "1"
