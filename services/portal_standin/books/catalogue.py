"""The procedures of the portal as LayThuTuc gives them, with the names they once had and those withdrawn."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from shared.errors import NotFound


@dataclass(slots=True)
class Procedure:
    """`wire`: the object of LayThuTuc. `former_names` stay good for dossiers that are already here."""

    wire: dict[str, Any]
    former_names: set[str] = field(default_factory=set)
    is_withdrawn: bool = False

    @property
    def code(self) -> str:
        return str(self.wire["MATTHC"])

    @property
    def name(self) -> str:
        return str(self.wire.get("TENTTHC", ""))

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(str(each.get("MALINHVUC", "")) for each in self.wire.get("LINHVUCTHUCHIEN") or ())

    @property
    def results(self) -> frozenset[str]:
        return frozenset(str(each.get("MAKETQUA", "")) for each in self.wire.get("KETQUATHUCHIEN") or ())

    def as_told(self) -> dict[str, Any]:
        """One that was withdrawn is still told, as not public (TRANGTHAI 0)."""
        return {**self.wire, "TRANGTHAI": "0"} if self.is_withdrawn else self.wire

    def rename(self, name: str) -> None:
        self.former_names.add(self.name)
        self.wire = {**self.wire, "TENTTHC": name}


class Catalogue:
    """By national code; the long form (code and publishing agency) finds the same procedure."""

    def __init__(self, procedures: Iterable[Mapping[str, Any]] = ()) -> None:
        self._by_code: dict[str, Procedure] = {}
        self.publish(procedures)

    def publish(self, procedures: Iterable[Mapping[str, Any]], *, replace: bool = False) -> None:
        if replace:
            self._by_code.clear()
        for wire in procedures:
            procedure = Procedure(dict(wire))
            self._by_code[procedure.code] = procedure

    def find(self, code: str) -> Procedure | None:
        return self._by_code.get(code) or self._by_code.get(".".join(code.split(".")[:2]))

    def get(self, code: str) -> Procedure:
        found = self.find(code)
        if found is None:
            raise NotFound("procedure_not_found", f"Không có thủ tục {code}")
        return found

    def in_force(self) -> list[Procedure]:
        return [each for each in self._by_code.values() if not each.is_withdrawn]
