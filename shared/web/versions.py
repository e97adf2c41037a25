"""The version of a thing that a person saw, in `If-Match`: whoever acts on an older one is told, not overwritten."""

import re
from typing import Annotated

from fastapi import Depends, Header

from shared.errors import Invalid

_VERSION = re.compile(r'(?:W/)?"(\d{1,9})"')


async def _expected_version(
    if_match: Annotated[
        str | None,
        Header(
            max_length=40,
            description='Phiên bản đã xem, ví dụ `"3"`; thiếu thì `version_missing`',
            json_schema_extra={"pattern": r'^"[0-9]{1,9}"$'},
        ),
    ] = None,
) -> int:
    if not if_match:
        raise Invalid("version_missing", 'Thiếu If-Match: hãy gửi phiên bản hồ sơ đã xem, ví dụ If-Match: "3"')
    found = _VERSION.fullmatch(if_match.strip())
    if found is None:
        raise Invalid("version_not_valid", 'If-Match phải là phiên bản trong ngoặc kép, ví dụ "3"')
    return int(found[1])


ExpectedVersion = Annotated[int, Depends(_expected_version)]
