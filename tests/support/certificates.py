"""A made-up certificate authority and the certificates of offices that it issues, as PKCS#12 files."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

MAKERS = "Ủy ban nhân dân xã Mẫu"
PASSWORD = "mật khẩu của tệp"
_ROOT_FROM = datetime(2020, 1, 1, tzinfo=UTC)
_SIGNING = {
    **dict.fromkeys(("digital_signature", "content_commitment"), True),
    **dict.fromkeys(("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign"), False),
    **dict.fromkeys(("crl_sign", "encipher_only", "decipher_only"), False),
}


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


@dataclass(frozen=True)
class Authority:
    """Its key and root certificate."""

    key: rsa.RSAPrivateKey
    root: x509.Certificate

    @classmethod
    def new(cls) -> "Authority":
        key = rsa.generate_private_key(65537, 2048)
        name = _named("Nhà cấp chứng thư Mẫu")
        root = _certificate(name, name, key.public_key(), _ROOT_FROM, timedelta(days=9000))
        root = root.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        usage = {**_SIGNING, "key_cert_sign": True, "crl_sign": True}
        return cls(key, root.add_extension(x509.KeyUsage(**usage), critical=True).sign(key, hashes.SHA256()))

    def issue(
        self, name: str, folder: Path, valid_from: datetime, lasts: timedelta, *, key: Any = None, **usage: bool
    ) -> tuple[Path, Path]:
        """The PKCS#12 file with key and chain, and the file with its password."""
        key = key or rsa.generate_private_key(65537, 2048)
        builder = _certificate(_named(name), self.root.subject, key.public_key(), valid_from, lasts)
        builder = builder.add_extension(x509.KeyUsage(**{**_SIGNING, **usage}), critical=True)
        certificate = builder.sign(self.key, hashes.SHA256())
        encryption = BestAvailableEncryption(PASSWORD.encode())
        file, password = folder / "co-quan.p12", folder / "mat-khau.txt"
        file.write_bytes(pkcs12.serialize_key_and_certificates(b"co-quan", key, certificate, [self.root], encryption))
        password.write_text(PASSWORD + "\n", encoding="utf-8")
        return file, password

    def root_as_der(self) -> bytes:
        return self.root.public_bytes(Encoding.DER)


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    public_key: rsa.RSAPublicKey | ec.EllipticCurvePublicKey,
    valid_from: datetime,
    lasts: timedelta,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(valid_from)
        .not_valid_after(valid_from + lasts)
    )
