"""A procedure as both generations list it (`LayThuTuc`)."""

from collections.abc import Iterable, Mapping
from typing import Any

from services.portal.domain.catalogue.portal_procedure import PortalProcedure
from services.portal.domain.outbound.told import KnownProcedure
from services.portal.drivers.published_wire import read_published
from shared.errors import Refusal


def known_procedure(said: Mapping[str, Any]) -> KnownProcedure | None:
    """None where it has no field: the portal would refuse a dossier without one."""
    fields = said.get("LINHVUCTHUCHIEN") or ()
    if not fields:
        return None
    papers = [paper for case in said.get("THANHPHANHOSO") or () for paper in case.get("GIAYTO") or ()]
    published, unread = _published(said)
    return KnownProcedure(
        code=str(said["MATTHC"]),
        name=str(said["TENTTHC"]),
        field=str(fields[0]["MALINHVUC"]),
        field_name=str(fields[0]["TENLINHVUC"]),
        results=_pairs(said.get("KETQUATHUCHIEN") or (), "MAKETQUA", "TENKETQUA"),
        papers=_pairs(papers, "MAGIAYTO", "TENGIAYTO"),
        published=published,
        unread=unread,
    )


def _published(said: Mapping[str, Any]) -> tuple[PortalProcedure | None, str]:
    try:
        return read_published(said), ""
    except Refusal as unread:
        return None, unread.message


def _pairs(rows: Iterable[Mapping[str, Any]], code: str, name: str) -> tuple[tuple[str, str], ...]:
    return tuple((str(row[code]), str(row.get(name, ""))) for row in rows if row.get(code))
