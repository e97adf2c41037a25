"""The token inside every form: a fresh one-time key and its proof, so that no other site can make one.

Its key is also the form's key: what is sent twice under one key is done once.
"""

import hmac
import secrets
from hashlib import sha256

from shared.errors import Forbidden

_KEY_SIGNS = 22  # 128 bits, url-safe


def make_form_token(secret: bytes) -> str:
    key = secrets.token_urlsafe(16)
    return f"{key}.{_proof(secret, key)}"


def key_of(secret: bytes, token: str) -> str:
    """The form's key; refuses `form_token_not_valid` for a token of another session or none at all."""
    key, _, proof = token.partition(".")
    if len(key) != _KEY_SIGNS or not hmac.compare_digest(proof.encode(), _proof(secret, key).encode()):
        raise Forbidden("form_token_not_valid", "Trang đã mở quá lâu hoặc mở từ nơi khác: tải lại trang rồi gửi lại")
    return key


def _proof(secret: bytes, key: str) -> str:
    return hmac.new(secret, key.encode(), sha256).hexdigest()[:32]
