"""Builds and delivers one call to the province, as often as was asked for."""

from collections.abc import Mapping
from typing import Any

from services.portal_standin.around.inbound.asked import Asked
from services.portal_standin.around.inbound.deliver import Target, deliver
from services.portal_standin.around.inbound.deliveries import Deliveries, Delivery
from services.portal_standin.portal import NationalPortal

_ALL = "/gen-a"
_CHANGE = {"DiaChi": "Số 9 đường Thử Nghiệm, phường Mẫu"}  # what the fault `redelivery_changed` changes


async def send(portal: NationalPortal, service: str, dossier: str, data: Mapping[str, Any], asked: Asked) -> Any:
    """The service's body is `{service, madonvi, data}`. Refuses `inbound_target_not_set`."""
    bodies = [{**_head(portal, service, dossier, asked), "data": _over(data, asked.fields)}] * asked.times
    change = asked.change
    if change is None and "redelivery_changed" in portal.faults.draw(service, (dossier,)):
        change = _CHANGE
    if change is not None:
        bodies.append({**bodies[0], "data": _over(bodies[0]["data"], change)})
    return [await post(portal, service, dossier, _ALL, body, asked.bad_key) for body in bodies]


async def look_up(portal: NationalPortal, dossier: str, asked: Asked) -> Any:
    """Flat, as the portal is known to ask."""
    body = _over({**_head(portal, "TraCuuHoSo", dossier, asked), "masohoso": dossier}, asked.fields)
    return [await post(portal, "TraCuuHoSo", dossier, _ALL, body, asked.bad_key) for _ in range(asked.times)]


async def post(
    portal: NationalPortal, service: str, dossier: str, path: str, body: Any, bad_key: bool = False
) -> dict[str, Any]:
    """The delivery as it ended. `body` None: a GET."""
    Target.of(portal.config.inbound)
    deliveries = portal.book(Deliveries)
    delivery: Delivery = deliveries.begin(portal.clock.text(), service, dossier, path, body, bad_key)
    return (await deliver(portal, delivery)).as_json()


def _head(portal: NationalPortal, service: str, dossier: str, asked: Asked) -> dict[str, Any]:
    return {"service": service, "madonvi": asked.agency or portal.book(Deliveries).agency_of(dossier)}


def _over(built: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    put = {**built, **fields}
    return {name: value for name, value in put.items() if value is not None or name not in fields}
