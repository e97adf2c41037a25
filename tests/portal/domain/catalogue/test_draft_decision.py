"""Accepted changes as bodies that intake takes."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from services.intake.domain.catalogue.version_document import read_version
from services.intake.schemas.catalogue.decisions import DecisionIn, ItemIn
from services.portal.domain.catalogue.diff_procedures import Change, ChangeKind, diff_procedures
from services.portal.domain.catalogue.draft_decision import Draft, draft_decision, running_body
from services.portal.domain.catalogue.our_procedure import our_procedure
from services.portal.domain.catalogue.portal_procedure import (
    PortalProcedure,
    PublishedFee,
    PublishedLimit,
    PublishedPaper,
    PublishedResult,
)
from shared.contracts.terms import Channel
from shared.worktime import Term, Unit
from tests.portal.domain.catalogue.published import (
    BIRTH,
    FIVE_DAYS,
    THREE_DAYS,
    TODAY,
    as_answered,
    birth,
    real_answers,
)


def term(given: Term | None) -> dict[str, Any] | None:
    return {"unit": given.unit.value, "amount": given.amount, "words": str(given)} if given else None


def answer(**changes: Any) -> dict[str, Any]:
    """BIRTH as intake answers it, with what the portal knows nothing of."""
    limits = [("direct", FIVE_DAYS), ("online", THREE_DAYS)]
    return {
        **{"code": BIRTH.code, "version": 2, "name": BIRTH.name, "field": "Hộ tịch", "levels": ["xa", "tinh"]},
        **{"term": term(FIVE_DAYS), "term_source": "published", "valid_from": "2025-07-01", "valid_to": None},
        **{"decision": "12/QĐ-UBND", "agency": "UBND xã", "subjects": "Công dân", "channels": ["direct", "online"]},
        **{"term_text": "", "terms": {"online": term(THREE_DAYS)}, "cases": []},
        "limits": [{"channel": c, "case": None, "term": term(t), "statutory_term": term(t)} for c, t in limits],
        **{"fee_min": 0, "fee_max": 8000, "fee_text": ""},
        "fees": [
            {"name": f.name, "amount": f.amount, "text": "", "channel": str(f.channel), "case": None}
            for f in BIRTH.fees
        ],
        **{"result": "Giấy khai sinh", "results": [{"code": "KQ.G15.000123", "name": "Giấy khai sinh"}], "stages": []},
        **{"group": None, "online": "partial", "is_no_wait": False, "needs_no_receipt": False},
        **{"retention_months": 120, "published_in": None, "missing_parts": [], "source": "decision"},
        "papers": [
            {"number": n, "when": "", "name": p.name, "form_file": "", "originals": p.originals, "copies": p.copies}
            | {"electronic": 1}
            for n, p in enumerate(BIRTH.papers, start=1)
        ],
        **changes,
    }


def drafted(ours: Mapping[str, Any], theirs: PortalProcedure) -> Draft:
    accepted = diff_procedures([our_procedure(ours, TODAY)], [theirs, birth(code="9.000009", is_public=False)])
    return draft_decision("08911.2025", TODAY, accepted, {ours["code"]: ours}, {theirs.code: theirs})


def test_the_answer_of_the_test_is_the_procedure_of_the_test() -> None:
    assert diff_procedures([our_procedure(answer(), TODAY)], [BIRTH]) == ()


def test_a_limit_that_the_province_shortened_is_compared_as_the_law_has_it() -> None:
    shortened = [limit | {"term": term(Term(Unit.WORKING_DAY, 1))} for limit in answer()["limits"]]
    assert diff_procedures([our_procedure(answer(limits=shortened), TODAY)], [BIRTH]) == ()


def test_the_heading_leaves_number_and_days_to_the_registrar() -> None:
    heading = drafted(answer(), birth(name="Khai sinh")).heading
    assert DecisionIn.model_validate(heading).number is None
    assert heading["title"] == "Cập nhật danh mục thủ tục hành chính theo Cổng Dịch vụ công quốc gia ngày 27/11/2026"


def test_an_accepted_change_amends_the_running_version_and_leaves_the_rest() -> None:
    draft = drafted(answer(), birth(name=" Đăng ký  khai sinh"))
    body = draft.items[BIRTH.code]
    assert ItemIn.model_validate(body).as_item(BIRTH.code).action == "amended"
    assert body["content"] == running_body(answer()) | {"name": "Đăng ký khai sinh"}
    assert draft.left_out == ()


def test_only_what_was_accepted_goes_in() -> None:
    theirs = birth(name="Khai sinh", fees=())
    renamed = Change(BIRTH.code, ChangeKind.RENAMED, "")
    content = draft_decision("H62", TODAY, [renamed], {BIRTH.code: answer()}, {BIRTH.code: theirs}).items[BIRTH.code]
    assert content["content"]["name"] == "Khai sinh"
    assert len(content["content"]["fees"]) == 2


def test_every_part_is_carried_over() -> None:
    theirs = birth(
        name="Khai sinh",
        field_name="Chứng thực",
        levels=("xa",),
        limits=(
            PublishedLimit(Channel.DIRECT, THREE_DAYS),
            PublishedLimit(Channel.DIRECT, FIVE_DAYS, "cần xác minh"),
            PublishedLimit(Channel.ONLINE, THREE_DAYS),
            PublishedLimit(Channel.POST, Term(Unit.DAY, 7)),
        ),
        fees=(PublishedFee("", 5_000, "mỗi bản", Channel.POST, "cấp lại"),),
        papers=(PublishedPaper("Tờ khai", "", 2), PublishedPaper("Ảnh", "cấp lại", copies=2, form_file="m1.pdf")),
        results=(PublishedResult("Trích lục"),),
    )
    draft = drafted(answer(), theirs)
    content = draft.items[BIRTH.code]["content"]
    ItemIn.model_validate(draft.items[BIRTH.code])
    assert draft.left_out == ()
    assert (content["field"], content["levels"]) == ("Chứng thực", ["xa"])
    assert (content["channels"], content["term"]) == (
        ["direct", "online", "post"],
        {"unit": "working_day", "amount": 3},
    )
    assert content["terms"] == {"post": {"unit": "day", "amount": 7}}
    assert content["cases"] == [
        {"name": "cấp lại", "term": None, "terms": {}},
        {"name": "cần xác minh", "term": None, "terms": {"direct": {"unit": "working_day", "amount": 5}}},
    ]
    assert content["fees"][0] == {
        **{"name": "Phí, lệ phí", "amount": 5_000, "text": "mỗi bản", "channel": "post", "case": "cấp lại"}
    }
    assert [paper["electronic"] for paper in content["papers"]] == [1, None]
    assert content["results"] == [{"code": "", "name": "Trích lục"}]


def test_the_limit_without_a_case_is_the_usual_one_wherever_it_stands() -> None:
    limits = (PublishedLimit(Channel.DIRECT, FIVE_DAYS, "cần xác minh"), PublishedLimit(Channel.DIRECT, THREE_DAYS))
    content = drafted(answer(online=None), birth(limits=limits)).items[BIRTH.code]["content"]
    assert content["term"] == {"unit": "working_day", "amount": 3}
    assert [case["name"] for case in content["cases"]] == ["cần xác minh"]


def test_a_new_procedure_comes_with_all_that_the_portal_says() -> None:
    new = birth(code="2.000635")
    changes = diff_procedures([BIRTH], [BIRTH, new])
    draft = draft_decision("H62", TODAY, changes, {}, {new.code: new})
    item = ItemIn.model_validate(draft.items["2.000635"])
    assert item.content
    assert (item.action, item.content.name, len(item.content.papers)) == ("new", BIRTH.name, 2)


def test_a_withdrawn_procedure_is_abolished() -> None:
    draft = drafted(answer(), birth(is_public=False))
    assert draft.items == {BIRTH.code: {"action": "abolished"}}
    ItemIn.model_validate(draft.items[BIRTH.code])


CASE = {"name": "cấp lại", "term": None, "terms": {"direct": term(Term(Unit.WORKING_DAY, 1))}}


@pytest.mark.parametrize(
    ("ours", "theirs", "why"),
    [
        pytest.param({}, birth(limits=()), "Cổng không nêu cách thức nộp nào", id="no channel"),
        pytest.param(
            {},
            birth(limits=(BIRTH.limits[0], PublishedLimit(Channel.POST, None))),
            "có cách nộp không",
            id="half a limit",
        ),
        pytest.param(
            {"papers": [answer()["papers"][0] | {"when": "cấp lại"}], "cases": [CASE]},
            birth(limits=BIRTH.limits[1:], papers=(PublishedPaper("Tờ khai", "cấp lại", 1, 0),)),
            "còn gắn với trường hợp “cấp lại”",
            id="a case that papers need",
        ),
        pytest.param(
            {"online": "full"}, birth(limits=BIRTH.limits[:1]), "Cổng không còn nhận trực tuyến", id="online no more"
        ),
        pytest.param(
            {},
            birth(limits=(*BIRTH.limits, PublishedLimit(Channel.DIRECT, None, "x"))),
            "có trường hợp không",
            id="a case",
        ),
        pytest.param(
            {},
            birth(
                limits=(
                    BIRTH.limits[0],
                    *(PublishedLimit(Channel.DIRECT, t, "x") for t in (THREE_DAYS, Term(Unit.DAY, 9))),
                )
            ),
            "trường hợp “x” có hai thời hạn",
            id="a case with two limits",
        ),
        pytest.param({}, birth(levels=("quan",)), "cấp thực hiện không có trong danh mục", id="an unknown level"),
        pytest.param({}, birth(name="x" * 4001), "tên thủ tục dài quá 4000 ký tự", id="a long name"),
        pytest.param({}, birth(name="a\x07b"), "tên thủ tục có ký tự điều khiển", id="a control sign"),
        pytest.param({}, birth(field_name=""), "Cổng để trống tên lĩnh vực", id="no field"),
        pytest.param({}, birth(results=(PublishedResult("x" * 501),)), "tên kết quả dài quá 500", id="a long result"),
        pytest.param({}, birth(results=(PublishedResult("x", "KQ 1"),)), "mã kết quả KQ 1", id="a broken code"),
        pytest.param({}, birth(papers=(PublishedPaper("x", originals=100),)), "hơn 99 bản", id="a hundred originals"),
        pytest.param(
            {}, birth(papers=tuple(PublishedPaper(f"{n}") for n in range(301))), "301 giấy tờ", id="many papers"
        ),
        pytest.param({}, birth(fees=(PublishedFee("x", -1),)), "ngoài khoảng", id="a fee below zero"),
    ],
)
def test_what_cannot_be_carried_over_is_said(ours: dict[str, Any], theirs: PortalProcedure, why: str) -> None:
    draft = drafted(answer(**ours), replace(theirs, decision="x"))
    [left] = draft.left_out
    assert why in left.sentence
    assert left.sentence.startswith("Thủ tục 1.001193: không tự đưa vào dự thảo được vì ")


def test_one_part_left_out_does_not_hold_back_the_others() -> None:
    draft = drafted(answer(), birth(name="Khai sinh", limits=()))
    assert [left.kind for left in draft.left_out] == [ChangeKind.LIMITS]
    assert draft.items[BIRTH.code]["content"]["name"] == "Khai sinh"


def test_a_new_procedure_without_limits_cannot_be_drafted() -> None:
    new = birth(code="2.000635", limits=())
    draft = draft_decision("H62", TODAY, diff_procedures([BIRTH], [BIRTH, new]), {}, {new.code: new})
    assert draft.items == {}
    assert [left.kind for left in draft.left_out] == [ChangeKind.LIMITS]


def test_what_either_side_lost_meanwhile_is_left_out() -> None:
    change = Change(BIRTH.code, ChangeKind.FEES, "")
    gone_there = draft_decision("H62", TODAY, [change], {BIRTH.code: answer()}, {})
    gone_here = draft_decision("H62", TODAY, [change], {}, {BIRTH.code: BIRTH})
    assert [draft.items for draft in (gone_there, gone_here)] == [{}, {}]
    assert len(gone_there.left_out) == len(gone_here.left_out) == 1


def test_a_result_in_words_only_is_not_lost() -> None:
    assert running_body(answer(results=[]))["results"] == [{"code": "", "name": "Giấy khai sinh"}]


def test_an_entry_without_channels_needs_them_from_the_portal_too() -> None:
    lacking = answer(channels=[])
    draft = drafted(lacking, birth(name="Khai sinh"))
    assert draft.items == {}
    assert draft.left_out[0].sentence.endswith("còn thiếu cách thức nộp, hãy đưa cả phần đó vào dự thảo")
    both = [Change(BIRTH.code, kind, "") for kind in (ChangeKind.LIMITS, ChangeKind.RENAMED)]
    whole = draft_decision("H62", TODAY, both, {BIRTH.code: lacking}, {BIRTH.code: birth(name="Khai sinh")})
    assert ItemIn.model_validate(whole.items[BIRTH.code]).content


def test_after_the_draft_we_publish_what_the_portal_says() -> None:
    """Real procedures, each made into the next one: the night after proposes only what the draft left out."""
    reads = [read for read in real_answers() if read["channels"]]
    assert len(reads) > 100
    for read, other in pairwise(reads):
        theirs = replace(our_procedure(other, TODAY), code=read["code"])
        draft = drafted(read, theirs)
        if read["code"] not in draft.items:
            continue
        content = ItemIn.model_validate(draft.items[read["code"]]).content
        assert content
        held = read_version(read["code"], 2, (date(2026, 1, 1), None), content.as_document(), None)
        left = diff_procedures([our_procedure(as_answered(*held), TODAY)], [theirs])
        assert {change.kind for change in left} <= {left.kind for left in draft.left_out}
