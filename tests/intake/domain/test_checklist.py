"""The checklist: what is asked for beside what was brought."""

import pytest

from services.intake.domain.catalogue.catalogue import RequiredPaper
from services.intake.domain.dossiers.checklist import Standing, compare
from services.intake.domain.dossiers.receipt import Paper, PaperForm

FORM = RequiredPaper(1, "Bao gồm", "Tờ khai đăng ký", "", 1, 0)
COPY = RequiredPaper(2, "Bao gồm", "Bản sao giấy chứng nhận", "", 0, 2)
PROXY = RequiredPaper(3, "Trường hợp ủy quyền", "Văn bản ủy quyền", "", 1, None)
NOTE = RequiredPaper(4, "", "Giấy tờ xuất trình để đối chiếu", "", 0, 0)
OPEN = RequiredPaper(5, "", "Giấy tờ khác", "", None, None)
ASKED = [FORM, COPY, PROXY, NOTE, OPEN]


def a_paper(number: int | None = None, form: str = "original", quantity: int = 1, **more: object) -> Paper:
    return Paper(str(more.pop("name", "Giấy")), PaperForm(form), quantity, number, **more)  # type: ignore[arg-type]


def standings(*brought: Paper, case: str | None = None) -> list[str]:
    return [line.standing.value for line in compare(ASKED, brought, case).lines]


def test_nothing_brought_is_missing_where_it_is_surely_asked_for() -> None:
    assert standings() == ["missing", "missing", "not_brought", "not_brought", "missing"]
    assert not compare(ASKED, [], None).is_complete


def test_the_case_of_the_dossier_makes_its_papers_sure_without_regard_to_diacritics() -> None:
    assert standings(case="truong hop uy quyen")[2] == "missing"
    assert standings(case="Trường hợp khác")[2] == "not_brought"


@pytest.mark.parametrize(
    ("paper", "number", "standing"),
    [
        (a_paper(1), 1, Standing.BROUGHT),
        (a_paper(1, "copy"), 1, Standing.SHORT),
        (a_paper(1, "electronic"), 1, Standing.BROUGHT),
        (a_paper(1, "copy", is_reused=True), 1, Standing.BROUGHT),
        (a_paper(2, "copy"), 2, Standing.SHORT),
        (a_paper(2, "copy", 2), 2, Standing.BROUGHT),
        (a_paper(2, "original", 2), 2, Standing.BROUGHT),
        (a_paper(4, "copy"), 4, Standing.BROUGHT),
        (a_paper(5, "copy"), 5, Standing.BROUGHT),
        (a_paper(None, name="To khai dang ky"), 1, Standing.BROUGHT),
    ],
    ids=str,
)
def test_form_and_quantity_decide_whether_it_is_enough(paper: Paper, number: int, standing: Standing) -> None:
    line = compare(ASKED, [paper], None).lines[number - 1]
    assert (line.standing, line.brought) == (standing, (paper,))


def test_several_papers_of_one_number_add_up() -> None:
    assert standings(a_paper(2, "copy"), a_paper(2, "original"))[1] == "brought"


def test_what_nobody_asked_for_is_shown_besides() -> None:
    unknown, foreign = a_paper(None, name="Đơn viết tay"), a_paper(77)
    checklist = compare(ASKED, [a_paper(1), unknown, foreign], None)
    assert checklist.besides == (unknown, foreign)


def test_it_is_complete_when_nothing_sure_is_missing_or_short() -> None:
    papers = [a_paper(1), a_paper(2, "copy", 2), a_paper(5)]
    assert compare(ASKED, papers, None).is_complete
    assert not compare(ASKED, papers[:2], None).is_complete
    assert compare([], [], None).is_complete
