"""The organisation's signature on a printed paper: PAdES, an increment behind the unsigned bytes.

A paper is dated by the instant it was made out, so signing it again with the same certificate gives the same bytes
(RSA by PKCS#1 v1.5 and deterministic ECDSA take no chance). The field is invisible: a visible one would need type of
its own and tags; the printed paper says who signed it in its own type.
"""

import asyncio
import hashlib
from datetime import datetime
from functools import cached_property
from io import BytesIO

from asn1crypto.x509 import Certificate as Asn1Certificate
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate
from pyhanko.pdf_utils.generic import ArrayObject, ByteStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import Signer
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject
from pyhanko_certvalidator.registry import SimpleCertificateStore

from shared.clock import Clock
from shared.local.signing_certificate import SigningCertificate, SigningKey, open_signing_certificate
from shared.settings import Settings
from shared.worktime import LEGAL_ZONE

_FIELD = SigFieldSpec(
    "ChuKySoCoQuan",
    readable_field_name="Chữ ký số của cơ quan",
    # PDF/A wants the print flag, PDF/UA an untagged field outside the page
    invis_sig_settings=InvisSigSettings(set_print_flag=True, box_out_of_bounds=True),
)
_DIGEST = "sha256"


class Signature:
    """Signs with one certificate, in the threads of the press."""

    def __init__(self, certificate: SigningCertificate, clock: Clock) -> None:
        self._certificate = certificate
        self._clock = clock
        self._signer = _Signer(certificate)

    @property
    def holder(self) -> str:
        return self._certificate.holder

    def signed_at(self, made_at: datetime) -> datetime:
        """When the paper says that it was signed: as it was made out, but never before the certificate held."""
        return max(made_at, self._certificate.certificate.not_valid_before_utc).astimezone(LEGAL_ZONE)

    def sign(self, pdf: bytes, made_at: datetime, reason: str, place: str) -> bytes:
        """The paper with the signature behind it. Refuses once the certificate has run out."""
        self._certificate.refuse_unfit(self._clock.now())
        stated = SignatureObject(
            timestamp=self.signed_at(made_at),
            subfilter=SigSeedSubFilter.PADES,
            reason=reason,
            location=place,
            bytes_reserved=self._reserved,
        )
        steps = PdfCMSEmbedder(new_field_spec=_FIELD).write_cms(_FIELD.sig_field_name, _Increment(BytesIO(pdf)))
        next(steps)
        steps.send(SigObjSetup(sig_placeholder=stated))
        prepared, out = steps.send(SigIOSetup(md_algorithm=_DIGEST))
        steps.send(self._container(prepared.document_digest))
        signed: bytes = out.getvalue()
        return signed

    @cached_property
    def _reserved(self) -> int:
        """Signs of room: hexadecimal, so twice the container, whose length hangs on the certificate alone."""
        return 2 * len(self._container(bytes(32))) + 256

    def _container(self, digest: bytes) -> bytes:
        """The CMS container; pyhanko wants a loop of its own for it, so never on the service's."""
        container: bytes = asyncio.run(self._signer.async_sign(digest, _DIGEST, use_pades=True)).dump()
        return container


def signature_of(settings: Settings, clock: Clock) -> Signature | None:
    """None where no certificate is set; refuses one that is not fit to sign today."""
    if settings.signing_certificate is None:
        return None
    now = clock.now()
    return Signature(open_signing_certificate(settings.signing_certificate, settings.signing_password_file, now), clock)


class _Signer(Signer):
    """Keeps the key open: pyhanko's own reads and proves it again for every paper, which costs 30 ms."""

    def __init__(self, opened: SigningCertificate) -> None:
        issuers = SimpleCertificateStore.from_certs(map(_asn1, opened.issuers))  # type: ignore[no-untyped-call]
        super().__init__(signing_cert=_asn1(opened.certificate), cert_registry=issuers)
        self._key: SigningKey = opened.key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        if isinstance(self._key, rsa.RSAPrivateKey):
            return self._key.sign(data, padding.PKCS1v15(), hashes.SHA256())
        return self._key.sign(data, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))


class _Increment(IncrementalPdfFileWriter):
    """Leaves title and dates as the press wrote them (PDF/A wants both sets equal) and takes no chance."""

    @classmethod
    def _handle_id(cls, prev: IncrementalPdfFileWriter) -> ArrayObject:
        first, second = (getattr(part, "original_bytes", part) for part in prev.trailer["/ID"])
        after = hashlib.sha256(b"signed" + second).digest()[:16]
        return ArrayObject([ByteStringObject(first), ByteStringObject(after)])

    def _update_meta(self) -> None:
        pass


def _asn1(certificate: Certificate) -> Asn1Certificate:
    return Asn1Certificate.load(certificate.public_bytes(Encoding.DER))
