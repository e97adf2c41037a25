"""Builds and delivers one call to the province, as often as was asked for."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from services.portal_standin.around.inbound.asked import Again, Asked
from services.portal_standin.around.inbound.deliver import Target, deliver
from services.portal_standin.around.inbound.deliveries import Deliveries, Delivery
from services.portal_standin.portal import NationalPortal
from shared.errors import NotFound

_ALL = "/gen-a"
_CHANGE = {"DiaChi": "Số 9 đường Thử Nghiệm, phường Mẫu"}  # what the fault `redelivery_changed` changes
Bodies = Sequence[Mapping[str, Any] | None]


async def send(portal: NationalPortal, service: str, dossier: str, data: Mapping[str, Any], asked: Asked) -> Any:
    """The service's body is `{service, madonvi, data}`. Refuses `inbound_target_not_set`."""
    body = {**_head(portal, service, dossier, asked), "data": _over(data, asked.fields)}
    change = asked.change
    if change is None and "redelivery_changed" in portal.faults.draw(service, (dossier,)):
        change = _CHANGE
    more = [] if change is None else [_changed(body, change)]
    delivered = await post(portal, service, dossier, _ALL, [body] * asked.times, asked.bad_key, asked.at_once)
    return delivered + await post(portal, service, dossier, _ALL, more, asked.bad_key)


async def look_up(portal: NationalPortal, dossier: str, asked: Asked) -> Any:
    """Flat, as the portal is known to ask."""
    body = _over({**_head(portal, "TraCuuHoSo", dossier, asked), "masohoso": dossier}, asked.fields)
    return await post(portal, "TraCuuHoSo", dossier, _ALL, [body] * asked.times, asked.bad_key, asked.at_once)


async def send_again(portal: NationalPortal, asked: Again) -> Any:
    """What was delivered before, to the letter or with `change`, as a new delivery."""
    known = portal.book(Deliveries).of(asked.number)
    if known is None:
        raise NotFound("no_such_delivery", "Không có lần gửi này")
    body = known.body if known.body is None or asked.change is None else _changed(known.body, asked.change)
    return await post(portal, known.service, known.dossier, known.path, [body] * asked.times, at_once=asked.at_once)


async def post(
    portal: NationalPortal,
    service: str,
    dossier: str,
    path: str,
    bodies: Bodies,
    bad_key: bool = False,
    at_once: bool = False,
) -> list[dict[str, Any]]:
    """The deliveries as they ended. A body that is None: a GET."""
    target, deliveries = Target.of(portal.config.inbound), portal.book(Deliveries)

    async def one(body: Mapping[str, Any] | None) -> dict[str, Any]:
        begun: Delivery = deliveries.begin(portal.clock.text(), service, dossier, path, body, bad_key)
        return (await deliver(portal, target, begun)).as_json()

    if at_once:
        return await asyncio.gather(*map(one, bodies))
    return [await one(body) for body in bodies]


def _head(portal: NationalPortal, service: str, dossier: str, asked: Asked) -> dict[str, Any]:
    return {"service": service, "madonvi": asked.agency or portal.book(Deliveries).agency_of(dossier)}


def _changed(body: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """In its `data`, or in itself where it has none."""
    return {**body, "data": _over(body["data"], change)} if "data" in body else _over(body, change)


def _over(built: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    put = {**built, **fields}
    return {name: value for name, value in put.items() if value is not None or name not in fields}
