"""Which work is shown: what the address says, as the service takes it, and in words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from services.desk.texts import N_, _
from shared.contracts.states import STATE_NAMES

GROUPS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "qua-han": (N_("Quá hạn"), ("overdue",)),
    "hom-nay": (N_("Hôm nay"), ("today",)),
    "sap": (N_("1–2 ngày"), ("soon",)),
    "sau": ("Sau", ("later",)),
    "cho": (N_("Đang chờ người khác"), ("waiting",)),
}
MUST = ("overdue", "today")
_MUST_NAME = "phai-xong"


@dataclass(frozen=True, slots=True)
class WorkFilter:
    """Empty where nothing was asked."""

    group: str = ""
    stage: str = ""
    state: str = ""
    procedure: str = ""
    office: str = ""
    assignee: str = ""
    is_unassigned: bool = False

    @property
    def groups(self) -> tuple[str, ...]:
        """As processing names them."""
        if self.group == _MUST_NAME:
            return MUST
        return GROUPS[self.group][1] if self.group in GROUPS else ()

    def asked(self) -> dict[str, Any]:
        """All but the group."""
        named = {"stage": self.stage, "state": self.state, "procedure": self.procedure, "office": self.office}
        return named | {"assignee": self.assignee, "unassigned": "true" if self.is_unassigned else ""}

    def within(self, group: str) -> "WorkFilter":
        return replace(self, group=group)

    def query(self) -> str:
        """As the address says it, with its question mark; nothing where nothing is asked."""
        named = {
            "nhom": self.group,
            "buoc": self.stage,
            "trang-thai": self.state,
            "thu-tuc": self.procedure,
            "don-vi": self.office,
            "nguoi": self.assignee,
            "chua-giao": "1" if self.is_unassigned else "",
        }
        asked = urlencode({name: value for name, value in named.items() if value})
        return f"?{asked}" if asked else ""

    def words(self) -> list[str]:
        """Each part in words, in the order in which one says them."""
        group = _("Hôm nay phải xong") if self.group == _MUST_NAME else ""
        if self.group in GROUPS:
            group = _(GROUPS[self.group][0])
        return [
            *([group] if group else []),
            *([self.stage] if self.stage else []),
            *([STATE_NAMES.get(self.state, self.state)] if self.state else []),
            *([_("thủ tục {code}").format(code=self.procedure)] if self.procedure else []),
            *([_("đơn vị {code}").format(code=self.office)] if self.office else []),
            *([_("của {who}").format(who=self.assignee)] if self.assignee else []),
            *([_("chưa giao cho ai")] if self.is_unassigned else []),
        ]
