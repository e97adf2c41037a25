"""The papers of a dossier: what was handed in with its scans, and the official forms that were made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.desk.presenters.dossier_log import act_name
from services.desk.presenters.names import Names
from services.desk.texts import N_, _

Json = Mapping[str, Any]
_FORMS = {"original": N_("bản chính"), "copy": N_("bản sao"), "electronic": N_("bản điện tử")}
SHOWN_INLINE = frozenset({"application/pdf", "image/jpeg", "image/png"})


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper that was handed in. `kind` is the type of its scan; without one it has none."""

    name: str
    form: str
    quantity: int
    digest: str | None
    kind: str
    size: str
    pages: int | None

    @property
    def is_shown(self) -> bool:
        return self.kind in SHOWN_INLINE


@dataclass(frozen=True, slots=True)
class MadeForm:
    """An official form that can be printed now; `key` names it in addresses."""

    key: str
    title: str
    number: str
    made_at: str
    made_by: str


def papers_of(taken: Json, scans: Json | None) -> list[Paper]:
    known = {each["scan"]["digest"]: each["scan"] for each in scans["items"]} if scans else {}
    return [_paper(each, known.get(each["scan"] or "")) for each in taken["papers"]]


def _paper(paper: Json, scan: Json | None) -> Paper:
    return Paper(
        name=paper["name"],
        form=_(_FORMS.get(paper["form"]) or str(paper["form"])),
        quantity=paper["quantity"],
        digest=paper["scan"],
        kind=scan["type"] if scan else "",
        size=size_words(scan["bytes"]) if scan else "",
        pages=scan["pages"] if scan else None,
    )


def size_words(count: int) -> str:
    return _("{n} kB").format(n=max(1, round(count / 1000)))


def made_forms(work: Json | None, taken: Json | None, names: Names) -> list[MadeForm]:
    """The receipt, what acts made (02 to 05), and the control slip."""
    forms = []
    if taken and taken["origin"] != "register":
        forms.append(MadeForm("giay-hen", _("Giấy tiếp nhận hồ sơ và hẹn trả kết quả"), "", taken["received_at"], ""))
    if work:
        forms += [_of_act(each, names) for each in standing_papers(work["history"])]
        forms.append(MadeForm("phieu-kiem-soat", _("Phiếu kiểm soát quá trình, bàn giao"), "", "", ""))
    return forms


def standing_papers(history: Sequence[Json]) -> list[Json]:
    """Acts that made a paper and were not undone."""
    undone = {each["details"].get("of_version") for each in history if each["act"] == "undone"}
    return [each for each in history if "number" in each["details"] and each["version"] not in undone]


_TITLES = {
    "supplement_requested": N_("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"),
    "extended": N_("Phiếu xin lỗi và hẹn lại ngày trả kết quả"),
    "refused": N_("Phiếu từ chối giải quyết hồ sơ"),
    "stopped": N_("Thông báo dừng giải quyết hồ sơ"),
    "withdrawn": N_("Thông báo dừng giải quyết hồ sơ"),
    "closed_unanswered": N_("Thông báo dừng giải quyết hồ sơ"),
}


def _of_act(each: Json, names: Names) -> MadeForm:
    title = _(_TITLES[each["act"]]) if each["act"] in _TITLES else act_name(each["act"])
    number, at = each["details"]["number"], each["happened_at"]
    return MadeForm(f"viec-{each['version']}", title, number, at, names.person(each["actor"]))
