"""What the admin addresses ask for: short, made-up where nothing is said."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

MOST = 50


class Asked(BaseModel):
    """How it is delivered. `fields` are put over what was built (null takes one out), `change` only for one more.

    `times` deliveries of the same, each with tries of its own, one after another or all `at_once`; then, with
    `change`, one with other content.
    """

    model_config = ConfigDict(extra="forbid")

    agency: str = ""
    fields: dict[str, Any] = {}
    times: int = Field(1, ge=1, le=MOST)
    at_once: bool = False
    change: dict[str, Any] | None = None
    bad_key: bool = False


class Again(BaseModel):
    """`number` of a delivery that was made before."""

    model_config = ConfigDict(extra="forbid")

    number: int
    times: int = Field(1, ge=1, le=MOST)
    at_once: bool = False
    change: dict[str, Any] | None = None


class FiledPaper(BaseModel):
    """`content` is base64 of what is to be sent; else a small PDF is made. `from_store`: DuocLayTuKhoDMQG."""

    model_config = ConfigDict(extra="forbid")

    name: str = "to-khai.pdf"
    component: str = ""
    by: Literal["base64", "link"] = "base64"
    content: str | None = None
    from_store: bool = False


class Fee(BaseModel):
    model_config = ConfigDict(extra="forbid")

    code: str = "1"
    name: str = "Lệ phí"
    amount: int = Field(ge=0)


class DossierAsked(Asked):
    """`account` owns the dossier and files it, unless `filer` (another account) files for it.

    Without `agency` it is the first that is configured.
    """

    procedure: str = "9.000001"
    code: str | None = None
    account: str = "mau"
    filer: str | None = None
    by_post: bool = False
    form: dict[str, Any] = {}
    papers: list[FiledPaper] = [FiledPaper()]
    fees: list[Fee] = []


class SupplementAsked(Asked):
    code: str
    text: str = "Gửi giấy tờ bổ sung theo yêu cầu"
    papers: list[FiledPaper] = [FiledPaper(name="giay-to-bo-sung.pdf")]


class WithdrawalAsked(Asked):
    code: str
    reason: str = "Không còn nhu cầu"


class TaxNoticeAsked(Asked):
    """`xml` is sent as it stands instead of the notice that would be made."""

    code: str
    amount: int = Field(1_500_000, ge=0)
    account: str = "mau"
    xml: str | None = None


class TaxReceiptAsked(Asked):
    code: str
    notice: str = "TB-0001"
    amount: int = Field(1_500_000, ge=0)
    account: str = "mau"
    is_paid: bool = True


class LookupAsked(Asked):
    code: str


class DownloadAsked(BaseModel):
    """`token`: the last part of the link that was published."""

    model_config = ConfigDict(extra="forbid")

    token: str
