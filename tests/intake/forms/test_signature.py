"""Papers that carry the organisation's signature: whole, trusted, the same twice, still the paper they were."""

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pypdf
import pytest
from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import PdfSignatureStatus, SignatureCoverageLevel, async_validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from services.intake.forms.receipt_sheet import receipt_sheet
from shared.clock import SetClock
from shared.forms.filing_notices import completion_request_sheet
from shared.forms.press import Press
from shared.forms.sheet import SheetSize
from shared.forms.signature import Signature
from shared.local.signing_certificate import CertificateNotFit, open_signing_certificate
from tests.intake.forms.made_up import ACCEPTED_AT, NAMES, a_completion_request, a_dossier
from tests.support.certificates import MAKERS, Authority
from tests.support.printed import pages_of, scanned, text_of

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
FROM = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority.new()


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


def a_signature(authority: Authority, folder: Path, clock: SetClock, **more: Any) -> Signature:
    files = authority.issue(MAKERS, folder, more.pop("valid_from", FROM), timedelta(days=700), **more)
    return Signature(open_signing_certificate(*files, clock.now()), clock)


@pytest.fixture
def press(authority: Authority, tmp_path: Path, clock: SetClock) -> Press:
    return Press(a_signature(authority, tmp_path, clock))


async def printed(press: Press, size: SheetSize = SheetSize.A5, **changes: Any) -> bytes:
    return await press.print_sheet(receipt_sheet(a_dossier(**changes), NAMES), size)


async def verified(pdf: bytes, authority: Authority) -> PdfSignatureStatus:
    """As a verifier without network sees it who trusts this authority."""
    trust = ValidationContext(trust_roots=[Certificate.load(authority.root_as_der())], allow_fetching=False, moment=NOW)
    (signature,) = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    return await async_validate_pdf_signature(signature, trust)


async def test_a_signed_paper_is_whole_and_trusted_to_its_last_byte(press: Press, authority: Authority) -> None:
    status = await verified(await printed(press), authority)
    assert (status.intact, status.valid, status.trusted, status.bottom_line) == (True, True, True, True)
    assert status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    assert status.signing_cert.subject.native["common_name"] == MAKERS
    assert status.signer_reported_dt == ACCEPTED_AT


async def test_one_flipped_byte_in_the_paper_is_noticed(press: Press, authority: Authority) -> None:
    pdf = bytearray(await printed(press))
    pdf[pdf.index(b"endstream") - 20] ^= 1
    status = await verified(bytes(pdf), authority)
    assert (status.intact, status.bottom_line) == (False, False)


async def test_another_authority_does_not_make_it_trusted(press: Press) -> None:
    status = await verified(await printed(press), Authority.new())
    assert (status.intact, status.trusted) == (True, False)


async def test_the_signature_is_pades_and_says_why_and_where_in_vietnamese(press: Press) -> None:
    (signature,) = PdfFileReader(io.BytesIO(await printed(press))).embedded_signatures
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert signature.sig_object["/Reason"].startswith("Giấy tiếp nhận hồ sơ và hẹn trả kết quả 000.00.19.H62")
    assert signature.sig_object["/Location"] == "Trường Thi"


async def test_printing_again_gives_the_same_signed_bytes(press: Press, clock: SetClock) -> None:
    first = await printed(press)
    clock.turn_to(NOW + timedelta(days=20))
    assert await printed(press) == first


async def test_an_elliptic_key_signs_the_same_bytes_too(authority: Authority, tmp_path: Path, clock: SetClock) -> None:
    press = Press(a_signature(authority, tmp_path, clock, key=ec.generate_private_key(ec.SECP256R1())))
    first = await printed(press)
    assert await printed(press) == first
    assert (await verified(first, authority)).bottom_line


async def test_the_paper_says_who_signed_it_and_stays_one_page_with_its_symbols(press: Press) -> None:
    for sheet in (receipt_sheet(a_dossier(), NAMES), completion_request_sheet(a_completion_request(), NAMES)):
        pdf = await press.print_sheet(sheet, SheetSize.A5)
        assert f"Đã ký số: {MAKERS}, 05/03/2026 09:00:00 +0700" in text_of(pdf)
        assert pages_of(pdf) == 1
        assert set(scanned(pdf).values()) == {sheet.code}
    assert "Đã ký số" not in text_of(await printed(Press()))


async def test_the_signature_lies_behind_the_unsigned_paper_and_leaves_its_declarations(press: Press) -> None:
    """PDF/A-2 6.3.1 and 6.3.3 (print flag, no appearance for a field without area), PDF/UA-1 7.18 (off the page)."""
    pdf = await printed(press)
    sheet = receipt_sheet(a_dossier(), NAMES)
    unsigned = press.set_sheet(sheet, SheetSize.A5, f"{MAKERS}, 05/03/2026 09:00:00 +0700")
    assert pdf.startswith(unsigned)
    before, after = (pypdf.PdfReader(io.BytesIO(part)) for part in (unsigned, pdf))
    assert after.root_object["/Metadata"].get_data() == before.root_object["/Metadata"].get_data()
    assert after.metadata == before.metadata
    assert after.trailer["/ID"][0] == before.trailer["/ID"][0] != after.trailer["/ID"][1]
    (field,) = after.pages[0]["/Annots"]
    left, bottom, right, top = field.get_object()["/Rect"]
    assert (right - left, top - bottom) == (0, 0)
    assert right < 0
    assert field.get_object()["/F"] & 0b111 == 0b100
    assert field.get_object()["/TU"] == "Chữ ký số của cơ quan"
    assert after.pages[0]["/Tabs"] == "/S"


async def test_a_paper_older_than_the_certificate_is_signed_as_of_its_first_day(
    authority: Authority, tmp_path: Path, clock: SetClock
) -> None:
    later = datetime(2026, 6, 1, tzinfo=UTC)
    pdf = await printed(Press(a_signature(authority, tmp_path, clock, valid_from=later)))
    status = await verified(pdf, authority)
    assert (status.bottom_line, status.signer_reported_dt) == (True, later)


async def test_a_certificate_that_runs_out_while_the_service_runs_signs_no_more(press: Press, clock: SetClock) -> None:
    clock.turn_to(FROM + timedelta(days=701))
    with pytest.raises(CertificateNotFit) as refused:
        await printed(press)
    assert refused.value.code == "signing_certificate_expired"
    assert "02/12/2027" in refused.value.message


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("signing_certificate_expired", {"valid_from": FROM - timedelta(days=900)}),
        ("signing_certificate_not_yet_valid", {"valid_from": NOW + timedelta(days=1)}),
        ("signing_certificate_not_for_signing", {"digital_signature": False, "content_commitment": False}),
        ("signing_key_too_short", {"key": rsa.generate_private_key(65537, 1024)}),  # noqa: S505
    ],
)
def test_a_certificate_that_may_not_sign_today_is_refused(
    authority: Authority, tmp_path: Path, clock: SetClock, code: str, changes: dict[str, Any]
) -> None:
    with pytest.raises(CertificateNotFit) as refused:
        a_signature(authority, tmp_path, clock, **changes)
    assert refused.value.code == code


def test_files_that_are_not_there_or_something_else_are_named(authority: Authority, tmp_path: Path) -> None:
    certificate, password = authority.issue(MAKERS, tmp_path, FROM, timedelta(days=700))
    other = tmp_path / "khac.p12"
    other.write_text("không phải chứng thư")
    for files, code in (
        ((tmp_path / "none.p12", password), "signing_certificate_unreadable"),
        ((certificate, tmp_path / "none.txt"), "signing_password_unreadable"),
        ((certificate, None), "signing_certificate_unreadable"),
        ((other, password), "signing_certificate_unreadable"),
    ):
        with pytest.raises(CertificateNotFit) as refused:
            open_signing_certificate(*files, NOW)
        assert refused.value.code == code
