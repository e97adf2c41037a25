"""The services of the core behind generation A's one address."""

from collections.abc import Mapping
from typing import Any

from services.portal_standin.domain.complaint import Complaint, Refused
from services.portal_standin.portal import NationalPortal
from services.portal_standin.receiving.catalogue_services import CATALOGUE_SERVICES
from services.portal_standin.receiving.look_up import look_up
from services.portal_standin.receiving.saying import done, found
from services.portal_standin.receiving.take_dossiers import codes_of, take_dossiers
from services.portal_standin.receiving.take_progress import take_progress
from services.portal_standin.service import Call, Service

_PORTAL_STATUSES = frozenset({"2", "5", "11"})


def _dossiers(portal: NationalPortal, call: Call) -> dict[str, Any]:
    take_dossiers(portal, call, updates=call.body["isUpdating"] == "True")
    return done()


def _progress(portal: NationalPortal, call: Call) -> dict[str, Any]:
    take_progress(portal, call)
    return done()


def _look_up(portal: NationalPortal, call: Call) -> dict[str, Any]:
    return found(look_up(portal, str(call.body.get("mahoso") or "")))


def _status(portal: NationalPortal, call: Call) -> dict[str, Any]:
    """For dossiers that were filed on the portal; `data` is one object and the set of statuses a smaller one."""
    told = call.body.get("data")
    dossier = portal.dossiers.find(str(told.get("MaHoSo") or "")) if isinstance(told, dict) else None
    if not isinstance(told, dict):
        raise Refused("V04", Complaint("data phải là một đối tượng", "data"))
    if dossier is None or dossier.created_by != "portal":
        raise Refused("V13", Complaint("Hồ sơ không tồn tại", "MaHoSo"))
    if str(told.get("TrangThai")) not in _PORTAL_STATUSES:
        raise Refused("V09", Complaint("TrangThai không nằm trong danh mục", "TrangThai"))
    dossier.move(str(told["TrangThai"]))
    return done()


def _asked_code(body: Mapping[str, Any]) -> tuple[str, ...]:
    return (str(body.get("mahoso") or ""),)


def _one_code(body: Mapping[str, Any]) -> tuple[str, ...]:
    told = body.get("data")
    return (str(told.get("MaHoSo") or ""),) if isinstance(told, dict) else ()


SERVICES = {
    **CATALOGUE_SERVICES,
    "DongBoHoSoMC": Service(_dossiers, ("isUpdating", "data"), codes_of),
    "CapNhatTienDoHoSoMC": Service(_progress, ("data",), codes_of),
    "DongBoTrangThaiHoSo": Service(_status, ("data",), _one_code),
    "TraCuuHoSo": Service(_look_up, ("mahoso",), _asked_code),
}
