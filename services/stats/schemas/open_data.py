"""The dictionary of the open-data table as JSON."""

from typing import Self

from pydantic import Field

from services.stats.forms.open_data import LICENCE, NOTES, TERMS
from services.stats.schemas.out import Out


class TermOut(Out):
    """A column of the table."""

    name: str
    meaning: str
    type: str
    unit: str
    source: str


class DictionaryOut(Out):
    """What the columns mean, by which licence the data may be used, and what is hidden."""

    title: str
    licence: str
    notes: list[str]
    columns: list[TermOut] = Field(min_length=1)

    @classmethod
    def make(cls) -> Self:
        title = "Tình hình tiếp nhận và giải quyết hồ sơ thủ tục hành chính theo tháng"
        columns = [TermOut.model_validate(term) for term in TERMS]
        return cls(title=title, licence=LICENCE, notes=list(NOTES), columns=columns)
