"""`motcua catalogue` against running services: from a file of the portal's layout to a published decision."""

import csv
from pathlib import Path

from services.intake.reference.files import rows_of
from tests.support.town import Town
from tests.system.test_main_job import motcua, motcua_json

NUMBER = "12/QĐ-UBND"


def a_file(folder: Path) -> Path:
    """Three real procedures, one of them with a shorter limit, one renamed."""
    rows = [row for row in rows_of("procedures") if row["code"] in ("1.000080", "1.001193", "1.000656")]
    rows[0] = {**rows[0], "time_amount": "9", "time_unit": "working_day", "times_by_channel": ""}
    rows[1] = {**rows[1], "name": "Thủ tục đăng ký khai tử (mẫu)"}
    path = folder / "danh-muc.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_a_catalogue_file_becomes_a_published_decision(town: Town, tmp_path: Path) -> None:
    file = str(a_file(tmp_path))
    made = motcua(
        *(town, "catalogue", "prepare", "--issuer", "25", "--title", "Công bố danh mục", "--number", NUMBER),
        *("--decided-on", "2026-11-20", "--effective-on", "2027-01-01"),
    )
    assert made.returncode == 0, made.stderr
    compared = motcua(town, "catalogue", "diff", file, "--decision", NUMBER)
    assert "Mới 0 · thay đổi 2 · không đổi 1" in compared.stdout, compared.stdout + compared.stderr
    assert "term: " in compared.stdout
    assert "−" not in compared.stdout  # what the file leaves out is listed only where it would be abolished
    abolishing = motcua(town, "catalogue", "diff", file, "--decision", NUMBER, "--abolish-missing")
    assert "− 1.000894 Thủ tục đăng ký kết hôn" in abolishing.stdout
    for put in (2, 0):
        answer = motcua_json(town, "catalogue", "import", file, "--decision", NUMBER, "--commit")
        assert (answer["committed"], answer["items_put"]) == (True, put)
    published = motcua(town, "catalogue", "publish", "--decision", NUMBER)
    assert "2 thủ tục (mới 0, sửa đổi 2, thay thế 0, bãi bỏ 0)" in published.stdout, published.stderr
    again = motcua(town, "catalogue", "import", file, "--decision", NUMBER, "--commit")
    assert (again.returncode, "decision_already_published" in again.stderr) == (1, True)


def test_what_is_not_there_is_said(town: Town, tmp_path: Path) -> None:
    missing = motcua(town, "catalogue", "diff", str(tmp_path / "khong-co.csv"), "--decision", NUMBER)
    assert (missing.returncode, "Không có tệp" in missing.stderr) == (1, True)
    unknown = motcua(town, "catalogue", "publish", "--decision", "0/QĐ-UBND")
    assert (unknown.returncode, "Không có quyết định" in unknown.stderr) == (1, True)
