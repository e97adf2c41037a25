"""Which carriers there are, by what is set."""

from collections.abc import Mapping

from shared.clock import Clock
from shared.notify.carrier import Carrier
from shared.notify.gateway import GatewayCarrier
from shared.notify.message import Medium
from shared.notify.notify_settings import NotifySettings
from shared.notify.smtp import SmtpCarrier


def carriers_of(settings: NotifySettings, clock: Clock) -> Mapping[Medium, Carrier]:
    carriers: dict[Medium, Carrier] = {medium: GatewayCarrier(one) for medium, one in settings.gateways.items()}
    if settings.smtp:
        carriers[Medium.EMAIL] = SmtpCarrier(settings.smtp, clock)
    return carriers
