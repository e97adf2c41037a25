"""The organisation's certificate for signing papers (a PKCS#12 file), and whether it may sign on this day."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509 import Certificate, ExtensionNotFound, KeyUsage, NameOID

from shared.errors import Refusal
from shared.worktime import legal_day

SigningKey = RSAPrivateKey | EllipticCurvePrivateKey
_FEWEST_BITS = 2048


class CertificateNotFit(Refusal):
    """The certificate cannot be read, is not one for signing, or does not hold on this day."""

    status = 503  # nothing that the caller sends can mend it


@dataclass(frozen=True, slots=True)
class SigningCertificate:
    """Key, certificate and the certificates of those who issued it, as far as the file has them."""

    key: SigningKey
    certificate: Certificate
    issuers: tuple[Certificate, ...]

    @property
    def holder(self) -> str:
        """The name in the certificate."""
        subject = self.certificate.subject
        for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
            if found := subject.get_attributes_for_oid(kind):
                return str(found[0].value)
        return subject.rfc4514_string()

    def refuse_unfit(self, now: datetime) -> None:
        """Refuses to sign outside the days of the certificate."""
        if now > self.certificate.not_valid_after_utc:
            day = legal_day(self.certificate.not_valid_after_utc)
            message = f"Chứng thư số của {self.holder} đã hết hạn ngày {day:%d/%m/%Y}: gia hạn hoặc thay tệp khác"
            raise CertificateNotFit("signing_certificate_expired", message)
        if now < self.certificate.not_valid_before_utc:
            day = legal_day(self.certificate.not_valid_before_utc)
            message = f"Chứng thư số của {self.holder} chỉ có hiệu lực từ ngày {day:%d/%m/%Y}: xem lại tệp và giờ máy"
            raise CertificateNotFit("signing_certificate_not_yet_valid", message)


def open_signing_certificate(file: Path, password_file: Path | None, now: datetime) -> SigningCertificate:
    """Refuses what cannot be read, a certificate that is not for signing, and days on which it does not hold."""
    opened = _opened(file, _password(password_file))
    _refuse_unusable(opened)
    opened.refuse_unfit(now)
    return opened


def _password(file: Path | None) -> bytes | None:
    try:
        return file.read_bytes().strip() if file else None
    except OSError:
        message = f"Không đọc được tệp mật khẩu của chứng thư số: {file} (MOTCUA_SIGNING_PASSWORD_FILE)"
        raise CertificateNotFit("signing_password_unreadable", message) from None


def _opened(file: Path, password: bytes | None) -> SigningCertificate:
    try:
        key, certificate, issuers = pkcs12.load_key_and_certificates(file.read_bytes(), password)
    except OSError:
        message = f"Không đọc được tệp chứng thư số: {file} (MOTCUA_SIGNING_CERTIFICATE)"
        raise CertificateNotFit("signing_certificate_unreadable", message) from None
    except (ValueError, TypeError):
        message = f"Tệp {file} không phải chứng thư số PKCS#12 (.p12, .pfx), hoặc mật khẩu không đúng"
        raise CertificateNotFit("signing_certificate_unreadable", message) from None
    if certificate is None or not isinstance(key, SigningKey):
        message = f"Tệp {file} thiếu chứng thư hoặc khóa riêng RSA, EC: xuất lại từ nhà cấp, có kèm khóa riêng"
        raise CertificateNotFit("signing_certificate_without_key", message)
    return SigningCertificate(key, certificate, tuple(issuers))


def _refuse_unusable(opened: SigningCertificate) -> None:
    if isinstance(opened.key, RSAPrivateKey) and opened.key.key_size < _FEWEST_BITS:
        message = f"Khóa RSA của chứng thư số ngắn hơn {_FEWEST_BITS} bit: xin cấp lại"
        raise CertificateNotFit("signing_key_too_short", message)
    try:
        usage = opened.certificate.extensions.get_extension_for_class(KeyUsage).value
    except ExtensionNotFound:
        return
    if not (usage.digital_signature or usage.content_commitment):
        message = f"Chứng thư số của {opened.holder} không phải loại dùng để ký"
        raise CertificateNotFit("signing_certificate_not_for_signing", message)
