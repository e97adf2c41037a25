"""An official as the house knows him for messages: where he works as what, and by what he wants to be told."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.callers import Role
from shared.errors import Invalid
from shared.notify.message import Medium

_NEEDS: Mapping[Medium, str] = {
    Medium.EMAIL: "Nhận tin qua thư điện tử cần địa chỉ thư công vụ (email)",
    Medium.SMS: "Nhận tin nhắn SMS cần số điện thoại (phone)",
    Medium.ZALO: "Nhận tin qua Zalo cần số điện thoại Zalo (zalo)",
}


@dataclass(frozen=True, slots=True)
class Official:
    """Contacts are those of work. `roles` and `offices` say what he is told of; what he may do, his token says.

    `at_once`: also within the day, of what is due within the hour or has just become late.
    """

    account: str
    name: str
    offices: tuple[str, ...]
    roles: tuple[Role, ...]
    media: tuple[Medium, ...] = ()
    at_once: bool = False
    email: str | None = None
    phone: str | None = None
    zalo: str | None = None

    def address(self, medium: Medium) -> str | None:
        return {Medium.EMAIL: self.email, Medium.SMS: self.phone, Medium.ZALO: self.zalo}[medium]

    def must_be_reachable(self) -> None:
        """Refuses a medium without an address."""
        for medium in self.media:
            if not self.address(medium):
                raise Invalid("official_address_missing", _NEEDS[medium], fields={"media": _NEEDS[medium]})
