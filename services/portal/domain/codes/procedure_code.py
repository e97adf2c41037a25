"""Procedure codes: `3.000181`, with the publishing agency `3.000181.000.00.00.H22`, as a service `3.000181.01`."""

import re
from dataclasses import dataclass

from services.portal.domain.codes.agency_code import AgencyCode, read_agency_code
from shared.errors import Invalid

_FORM = re.compile(r"([1-9]\.[0-9]{6})(?:\.(.+))?")


@dataclass(frozen=True, slots=True)
class ProcedureCode:
    """`base` is the procedure, the same nationwide; `agency` published it, where the code says so."""

    base: str
    agency: AgencyCode | None = None

    def __str__(self) -> str:
        return f"{self.base}.{self.agency}" if self.agency else self.base


def read_procedure_code(text: str) -> ProcedureCode:
    """Either form, the agency in either scheme. Refuses a code of our own or of a service."""
    form = _FORM.fullmatch(text.strip())
    if form:
        try:
            return ProcedureCode(form[1], read_agency_code(form[2]) if form[2] else None)
        except Invalid as refused:
            if refused.code == "agency_code_ambiguous":
                raise
    message = f"{text[:60]} không phải mã thủ tục quốc gia (dạng 3.000181 hoặc 3.000181.000.00.00.H22)"
    raise Invalid("procedure_code_not_valid", message)


def same_procedure(first: str, second: str) -> bool:
    """Whoever published it."""
    return read_procedure_code(first).base == read_procedure_code(second).base


def service_code(procedure: ProcedureCode, number: int = 1) -> str:
    """The code of an online service (MaDVC); payments name the first one of the procedure."""
    if not 1 <= number <= 99:
        raise Invalid("service_number_not_valid", "Số thứ tự dịch vụ công phải từ 1 đến 99")
    return f"{procedure.base}.{number:02}"
