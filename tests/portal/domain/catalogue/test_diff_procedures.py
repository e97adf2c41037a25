"""What the portal's catalogue would change in ours."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.portal.domain.catalogue.diff_procedures import ChangeKind, diff_procedures
from services.portal.domain.catalogue.our_procedure import our_procedure
from services.portal.domain.catalogue.portal_procedure import (
    PortalProcedure,
    PublishedFee,
    PublishedLimit,
    PublishedPaper,
    PublishedResult,
    content_mark,
)
from shared.contracts.terms import Channel
from shared.errors import Conflict, Invalid
from tests.portal.domain.catalogue.published import BIRTH, FIVE_DAYS, THREE_DAYS, TODAY, birth, real_answers


def written_otherwise(p: PortalProcedure, write: Callable[[str], str]) -> PortalProcedure:
    """The same content: lists the other way round, texts in another form."""
    return replace(
        p,
        name=write(p.name),
        field_name=write(p.field_name),
        levels=p.levels[::-1],
        limits=tuple(replace(limit, case=write(limit.case)) for limit in reversed(p.limits)),
        fees=tuple(replace(fee, name=write(fee.name), text=write(fee.text)) for fee in reversed(p.fees)),
        papers=tuple(replace(paper, name=write(paper.name), case=write(paper.case)) for paper in reversed(p.papers)),
        results=tuple(replace(result, name=write(result.name)) for result in reversed(p.results)),
    )


@pytest.mark.parametrize(
    ("theirs", "kind", "sentence"),
    [
        pytest.param(
            birth(name="Đăng ký khai sinh"),
            ChangeKind.RENAMED,
            "Thủ tục 1.001193 đổi tên từ “Thủ tục đăng ký khai sinh” thành “Đăng ký khai sinh”",
            id="renamed",
        ),
        pytest.param(
            birth(field_name="Chứng thực"),
            ChangeKind.FIELD,
            "Thủ tục 1.001193 chuyển lĩnh vực từ “Hộ tịch” sang “Chứng thực”",
            id="another field",
        ),
        pytest.param(
            birth(levels=("xa",)),
            ChangeKind.LEVELS,
            "Thủ tục 1.001193 đổi cấp thực hiện: bỏ “cấp tỉnh”",
            id="a level less",
        ),
        pytest.param(
            birth(limits=(PublishedLimit(Channel.DIRECT, THREE_DAYS), BIRTH.limits[1])),
            ChangeKind.LIMITS,
            "Thủ tục 1.001193 đổi thời hạn giải quyết: bỏ “nộp trực tiếp: 5 ngày làm việc”;"
            " thêm “nộp trực tiếp: 3 ngày làm việc”",
            id="a shorter limit",
        ),
        pytest.param(
            birth(limits=(*BIRTH.limits, PublishedLimit(Channel.DIRECT, None, "xác minh"))),
            ChangeKind.LIMITS,
            "Thủ tục 1.001193 đổi thời hạn giải quyết: thêm “nộp trực tiếp: không quy định thời hạn”",
            id="a case more",
        ),
        pytest.param(
            birth(fees=(replace(BIRTH.fees[0], amount=10_000), BIRTH.fees[1])),
            ChangeKind.FEES,
            "Thủ tục 1.001193 đổi phí, lệ phí: bỏ “Lệ phí khai sinh: 8.000 đồng (nộp trực tiếp)”;"
            " thêm “Lệ phí khai sinh: 10.000 đồng (nộp trực tiếp)”",
            id="a dearer fee",
        ),
        pytest.param(
            birth(papers=BIRTH.papers[:1]),
            ChangeKind.PAPERS,
            "Thủ tục 1.001193 đổi thành phần hồ sơ: bỏ “Giấy chứng sinh (1 bản chính)”",
            id="a paper less",
        ),
        pytest.param(
            birth(results=(PublishedResult("Giấy khai sinh", "KQ.G15.000999"),)),
            ChangeKind.RESULTS,
            "Thủ tục 1.001193 đổi kết quả: bỏ “Giấy khai sinh (KQ.G15.000123)”; thêm “Giấy khai sinh (KQ.G15.000999)”",
            id="another result code",
        ),
        pytest.param(
            birth(is_public=False),
            ChangeKind.WITHDRAWN,
            "Thủ tục 1.001193 “Thủ tục đăng ký khai sinh”: Cổng đã ngừng công khai, đề nghị bãi bỏ",
            id="2.1 TRANGTHAI no longer 1",
        ),
    ],
)
def test_a_difference_is_one_sentence_for_the_official(
    theirs: PortalProcedure, kind: ChangeKind, sentence: str
) -> None:
    [change] = diff_procedures([BIRTH], [theirs])
    assert (change.procedure, change.kind, change.sentence) == (BIRTH.code, kind, sentence)


def test_what_only_one_side_has_is_new_or_withdrawn() -> None:
    other = birth(code="2.000635", name="Cấp bản sao")
    new, withdrawn = diff_procedures([other], [BIRTH])
    assert (new.kind, withdrawn.kind) == (ChangeKind.NEW, ChangeKind.WITHDRAWN)
    assert withdrawn.sentence.endswith("Cổng không còn liệt kê, đề nghị bãi bỏ")
    [again] = diff_procedures([birth(is_public=False)], [BIRTH])
    assert again.kind is ChangeKind.NEW


def test_what_neither_side_has_in_force_is_no_change() -> None:
    gone, kept = birth(is_public=False), birth(code="2.000635")
    assert diff_procedures([gone, kept], [kept]) == ()
    assert diff_procedures([kept], [gone, kept]) == ()


@pytest.mark.parametrize("write", [lambda t: unicodedata.normalize("NFD", t), lambda t: f" {t.replace(' ', '  ')}\n"])
def test_equal_content_is_no_change_whatever_the_order_and_the_writing(write: Callable[[str], str]) -> None:
    theirs = written_otherwise(BIRTH, write)
    assert diff_procedures([BIRTH], [theirs]) == ()
    assert content_mark(theirs) == content_mark(BIRTH)
    assert content_mark(birth(is_public=False)) != content_mark(BIRTH)


def test_codes_and_decisions_that_we_do_not_keep_are_not_compared() -> None:
    theirs = birth(
        field_code="G15-TP07",
        decision="1872/QĐ-BTP",
        fees=tuple(replace(fee, code="PLP01") for fee in BIRTH.fees),
        papers=tuple(replace(paper, code="KQ.G15.1", replaced_by="KQ.G15.2") for paper in BIRTH.papers),
    )
    assert diff_procedures([BIRTH], [theirs]) == ()
    ours = replace(theirs, field_code="G15-TP08", papers=BIRTH.papers)
    [moved] = diff_procedures([ours], [theirs])
    assert moved.sentence.endswith("từ “Hộ tịch (G15-TP08)” sang “Hộ tịch (G15-TP07)”")


def test_cases_that_both_sides_name_are_compared_by_name() -> None:
    def two(first: str, second: str) -> PortalProcedure:
        limits = ((FIVE_DAYS, first), (THREE_DAYS, second))
        return birth(limits=tuple(PublishedLimit(Channel.DIRECT, term, case) for term, case in limits))

    [swapped] = diff_procedures([two("mất", "hỏng")], [two("hỏng", "mất")])
    assert swapped.kind is ChangeKind.LIMITS
    assert diff_procedures([two("mất", "hỏng")], [two("", "cấp lại")]) == ()


def test_changes_are_in_order_of_code_then_kind() -> None:
    theirs = birth(name="Khai sinh", fees=(), levels=("xa",))
    first = diff_procedures([birth(code="2.000001"), BIRTH], [theirs, replace(theirs, code="2.000001")])
    kinds = [ChangeKind.RENAMED, ChangeKind.LEVELS, ChangeKind.FEES]
    assert [change.kind for change in first] == kinds * 2
    assert [change.procedure for change in first] == [BIRTH.code] * 3 + ["2.000001"] * 3
    assert first == diff_procedures([BIRTH, birth(code="2.000001")], [replace(theirs, code="2.000001"), theirs])


def test_a_long_list_is_told_by_its_first_lines_and_kept_whole() -> None:
    papers = tuple(PublishedPaper(f"Giấy tờ {n} {'x' * 200}") for n in range(9))
    [change] = diff_procedures([birth(papers=())], [birth(papers=papers)])
    assert change.sentence.endswith("và 6 mục khác")
    assert len(change.sentence) < 700
    assert len(change.added) == 9


def test_an_empty_list_of_the_portal_withdraws_nothing() -> None:
    with pytest.raises(Conflict) as refused:
        diff_procedures([BIRTH], [])
    assert refused.value.code == "portal_catalogue_empty"


def test_a_procedure_listed_twice_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        diff_procedures([BIRTH], [BIRTH, birth(name="Khai sinh")])
    assert refused.value.code == "procedure_listed_twice"


def test_real_procedures_are_equal_to_themselves_written_otherwise() -> None:
    ours = [our_procedure(answer, TODAY) for answer in real_answers()]
    theirs = [written_otherwise(p, lambda t: unicodedata.normalize("NFD", t)) for p in reversed(ours)]
    assert len(ours) > 100
    assert diff_procedures(ours, theirs) == ()


def test_our_procedure_is_public_only_in_its_days() -> None:
    answer = real_answers()[0]
    assert our_procedure(answer, TODAY).is_public
    assert not our_procedure({**answer, "valid_to": "2026-11-26"}, TODAY).is_public
    assert not our_procedure({**answer, "valid_from": "2026-11-28"}, TODAY).is_public


FEES = st.lists(
    st.builds(PublishedFee, st.sampled_from(["Phí", "Lệ phí"]), st.sampled_from([None, 0, 8000]), st.just("")),
    max_size=4,
).map(tuple)


@given(FEES, FEES)
def test_one_change_at_most_for_two_lists_and_none_for_equal_ones(
    first: tuple[PublishedFee, ...], second: tuple[PublishedFee, ...]
) -> None:
    changes = diff_procedures([birth(fees=first)], [birth(fees=second)])
    assert len(changes) == (set(first) != set(second))
