"""Finds the desks, agencies and procedures of a demo's area through the services, and registers what they lack."""

import asyncio
from collections.abc import Mapping
from datetime import date
from typing import Any

from services.cli.demo.area import Area, Desk, Matter, size_of
from services.cli.demo.asking import Asking, Refused, demo_caller, nothing_found
from services.cli.demo.chance import dice_of
from services.cli.demo.maps import TWO_LEVELS_FROM, Territory, find_territory
from services.cli.demo.model import COMMUNE, DISTRICT, PROVINCE, Model
from shared.callers import Role
from shared.errors import Conflict

_REGISTRAR = demo_caller(Role.REGISTRAR)
_OTHERS = 14  # procedures that share what the model calls "other"
# Invented codes: the lists of departments' identifiers were not found.
_DEPARTMENTS = (
    ("01", "Sở Nông nghiệp và Môi trường", ("đất đai", "nông", "môi trường", "thủy", "lâm", "chăn nuôi", "địa chất")),
    ("02", "Sở Tư pháp", ("tư pháp", "hộ tịch", "luật sư", "công chứng", "quốc tịch", "chứng thực")),
    ("03", "Sở Tài chính", ("doanh nghiệp", "hợp tác xã", "đầu tư", "giá", "tài chính", "kinh doanh")),
    ("04", "Sở Xây dựng", ("xây dựng", "đường bộ", "quy hoạch", "nhà ở", "giao thông", "đăng kiểm", "sát hạch")),
    ("05", "Sở Nội vụ", ("việc làm", "lao động", "người có công", "bảo hiểm", "thi đua", "tôn giáo")),
    ("06", "Sở Công Thương", ("thương", "điện", "xúc tiến", "hóa chất", "xuất")),
    ("07", "Sở Giáo dục và Đào tạo", ("giáo dục", "văn bằng", "thi,", "tuyển sinh")),
    ("08", "Sở Y tế", ("y tế", "dược", "khám", "bảo trợ", "an toàn thực phẩm", "trẻ em")),
    ("09", "Sở Văn hóa, Thể thao và Du lịch", ()),
)
_LAND, _ANY = _DEPARTMENTS[0][0], _DEPARTMENTS[-1][0]


async def resolve_area(asking: Asking, model: Model, name: str, start: date, until: date, district: str | None) -> Area:
    """Refuses a name that no province bore, and a span over the reform of 1 July 2025."""
    if start < TWO_LEVELS_FROM <= until:
        raise Conflict("span_over_reform", "Khoảng thời gian phải nằm trọn trước hoặc trọn từ ngày 01/07/2025")
    territory = await asyncio.to_thread(find_territory, name, start, district)
    if territory is None or not territory.communes:
        raise nothing_found(f"{district}, {name}" if district else name)
    root = await asking.get(_REGISTRAR, "intake", f"/offices/{territory.number}", on=start.isoformat())
    desks = await (_desks_now if start >= TWO_LEVELS_FROM else _desks_before)(asking, territory, root["code"], start)
    provincial = [
        Desk(f"{root['code']}.10", f"Trung tâm Phục vụ hành chính công {_lower(root['name'])}", PROVINCE, 1.0)
    ]
    agencies = {f"{root['code']}.{number}": title for number, title, _ in _DEPARTMENTS}
    matters = await _matters(asking, model, root["code"], start)
    olds = sum(count for _, count in territory.communes.values())
    share = (olds if start >= TWO_LEVELS_FROM else sum(desk.level == COMMUNE for desk in desks)) / model.communes
    return Area(
        name=territory.name,
        root=root["code"],
        root_name=root["name"],
        citizen_code=territory.citizen_code,
        share=share,
        desks=[*desks, *provincial],
        agencies=agencies,
        matters=matters,
    )


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]


async def _desks_now(_: Asking, territory: Territory, __: str, ___: date) -> list[Desk]:
    return [Desk(code, name, COMMUNE, size_of(code, olds)) for code, (name, olds) in territory.communes.items()]


async def _desks_before(asking: Asking, territory: Territory, root: str, on: date) -> list[Desk]:
    day = on.isoformat()
    found = await asking.get(_REGISTRAR, "intake", "/offices", parent=root, level="district", on=day, limit=200)
    districts = [each for each in found["items"] if territory.district in {None, each["code"]}]
    desks = [Desk(each["code"], each["name"], DISTRICT, size_of(each["code"], 1.0)) for each in districts]
    for district in districts:
        found = await asking.get(_REGISTRAR, "intake", "/offices", parent=district["code"], on=day, limit=200)
        desks += [Desk(each["code"], each["name"], COMMUNE, size_of(each["code"], 1.0)) for each in found["items"]]
    return desks


async def _matters(asking: Asking, model: Model, root: str, start: date) -> list[Matter]:
    matters: list[Matter] = []
    for level, mix in model.procedures.items():
        others = await _others(asking, level, start)
        weights = {code: share for code, share in mix.items() if code != "other"}
        weights |= {code: mix["other"] / len(others) for code in others if code not in weights}
        read = await asyncio.gather(*(_procedure(asking, code, start) for code in weights))
        for found, share in zip(read, weights.values(), strict=True):
            if found and found["term"]:  # without a term nothing is early or late
                weight = share * model.share_by_level[level]
                matters.append(_matter(model, root, level, found, weight, has_districts=start < TWO_LEVELS_FROM))
    return matters


async def _others(asking: Asking, level: str, start: date) -> list[str]:
    found = await asking.get(_REGISTRAR, "intake", "/procedures", level=level, on=start.isoformat(), limit=200)
    codes = [line["code"] for line in found["items"] if line["term"]]
    if not codes and level == DISTRICT:  # there are none of that level since the reform
        return await _others(asking, COMMUNE, start)
    return dice_of("others", level).sample(codes, min(_OTHERS, len(codes)))


async def _procedure(asking: Asking, code: str, start: date) -> Any | None:
    try:
        return await asking.get(_REGISTRAR, "intake", f"/procedures/{code}", on=start.isoformat())
    except Refused:
        return None  # of the model, but not in the catalogue


def _matter(
    model: Model, root: str, level: str, found: Mapping[str, Any], weight: float, *, has_districts: bool
) -> Matter:
    code, is_land = found["code"], found["code"] in model.land
    if level == COMMUNE or (level == DISTRICT and has_districts):
        return Matter(code, level, level, None, weight)
    if level == DISTRICT and not is_land:
        return Matter(code, level, COMMUNE, None, weight)
    number = _LAND if is_land else _department(found["field"])
    return Matter(code, level, PROVINCE, f"{root}.{number}", weight)


def _department(field: str) -> str:
    words = field.lower()
    return next((number for number, _, signs in _DEPARTMENTS if any(sign in words for sign in signs)), _ANY)


async def register_departments(asking: Asking, area: Area) -> None:
    """The provincial desk and the departments behind it; what is there already stays."""
    desk = next(desk for desk in area.desks if desk.level == PROVINCE)
    for code, name in {**area.agencies, desk.code: desk.name}.items():
        body = {"code": code, "name": name, "level": "department", "parent": area.root}
        await asking.post(_REGISTRAR, "intake", "/offices", body)
    for code in area.agencies:
        await asking.post(_REGISTRAR, "intake", f"/offices/{desk.code}/agencies", {"agency": code})
