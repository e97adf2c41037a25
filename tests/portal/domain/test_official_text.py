"""What is read out of the portal's answers."""

import unicodedata

import pytest

from services.portal.domain.official_text import Said, is_success, official_form, read_error_code, what_is_said


@pytest.mark.parametrize("code", [0, "0", "00", " 0 "])
def test_every_way_to_write_success_is_one(code: object) -> None:
    assert is_success(code)


@pytest.mark.parametrize("code", ["3", "-3", "-1", -1, 1, "01", "03", "000", "", None, False, 0.0, [], "thành công"])
def test_nothing_else_is_success(code: object) -> None:
    assert not is_success(code)


@pytest.mark.parametrize(("code", "read"), [(3, "3"), ("-3", "-3"), (" 03 ", "03"), (None, ""), (True, "")])
def test_other_codes_stay_as_written(code: object, read: str) -> None:
    assert read_error_code(code) == read


SENTENCES = [
    pytest.param("Cập nhật dữ liệu thành công", {Said.SUCCESS}, id="1.3 thành công"),
    pytest.param("Cập nhật không thành công", {Said.FAILURE}, id="not successful"),
    pytest.param("Đồng bộ CHƯA thành công", {Said.FAILURE}, id="not yet successful"),
    pytest.param("Cập nhật dữ liệu thất bại", {Said.FAILURE}, id="failed"),
    pytest.param("Đơn vị không có quyền với hồ sơ này", {Said.NO_RIGHT}, id="guess: another agency's"),
    pytest.param("Hồ sơ đã tồn tại", {Said.EXISTS}, id="1.3 F8 đã tồn tại"),
    pytest.param("Hồ sơ không tồn tại", {Said.NOT_FOUND}, id="7.5 V13"),
    pytest.param("Hồ sơ 000.00.04.H26-240614-0001 không tồn tại.", {Said.NOT_FOUND}, id="with the code"),
    pytest.param("Không tìm thấy hồ sơ", {Said.NOT_FOUND}, id="guess: not found"),
    pytest.param("MaTTHC 1.005129 không tồn tại", set(), id="7.5 V08: the procedure is unknown"),
    pytest.param("Thành phần hồ sơ KQ.G07.1 không tồn tại", set(), id="a component is unknown"),
    pytest.param("Thủ tục hợp lệ, hồ sơ không tồn tại", {Said.NOT_FOUND}, id="said of another clause"),
    pytest.param("phiên làm việc không hợp lệ", {Said.SESSION}, id="7.5 V02"),
    pytest.param("Phiên đăng nhập đã hết hạn", {Said.SESSION}, id="guess: expired"),
    pytest.param("Phiên làm việc không tồn tại", {Said.SESSION}, id="the session, not the dossier"),
    pytest.param("Session is invalid", {Said.SESSION}, id="guess: English"),
    pytest.param("Vui lòng đăng nhập lại", {Said.SESSION}, id="guess: log in again"),
    pytest.param("Phiên bản giao diện không hợp lệ", set(), id="phiên bản is no session"),
    pytest.param("không thể cập nhật lên trạng thái Đang xử lý", {Said.ORDER}, id="1.3 F24"),
    pytest.param("Hệ thống gián đoạn", {Said.INTERRUPTED}, id="1.3 gián đoạn"),
    pytest.param("Hồ sơ đã tồn tại, cập nhật thành công", {Said.EXISTS, Said.SUCCESS}, id="both"),
    pytest.param("", set(), id="nothing"),
]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(("text", "said"), SENTENCES)
def test_a_text_is_read_in_either_unicode_form_and_case(text: str, said: set[Said], form: str) -> None:
    written = unicodedata.normalize(form, text)  # type: ignore[arg-type]
    assert what_is_said(written) == said
    assert what_is_said(written.upper().replace(" ", " \u00a0 ")) == said


def test_texts_are_compared_composed_small_and_with_single_blanks() -> None:
    assert official_form(unicodedata.normalize("NFD", "  Hồ\tSơ  ĐÃ tồn tại ")) == "hồ sơ đã tồn tại"
