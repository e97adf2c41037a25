"""The accounts of this machine. With a provider of identity there are none: people and roles are kept there."""

import asyncio

from fastapi import APIRouter
from starlette.responses import Response

from services.desk.clients.offices import office
from services.desk.dependencies import Visit, Visiting
from services.desk.presenters.administration import ROLE_NAMES
from services.desk.sign_in.local import LocalSignIn
from services.desk.texts import _
from shared.callers import Role
from shared.errors import Conflict, Forbidden, Refusal
from shared.local import accounts
from shared.local.accounts import Account
from shared.local.home import Home

router = APIRouter()
PLACE = "/quan-tri/tai-khoan"
NATION = "VN"


@router.get(PLACE)
async def show(visit: Visiting) -> Response:
    _must_keep_accounts(visit)
    return await _page(visit, {**visit.typed_before()}, [])


@router.post(PLACE)
async def add(visit: Visiting) -> Response:
    """Refuses offices out of the administrator's reach, a taken user name, an unknown role, a short password."""
    _must_keep_accounts(visit)
    try:
        offices = await _offices(visit)
        user = visit.typed("user")
        accounts.add_account(
            _home(visit),
            user,
            str(visit.form.get("password", "")),
            name=visit.typed("name"),
            roles=visit.typed_all("role"),
            offices=offices,
        )
    except Refusal as refusal:
        typed = {name: values for name, values in visit.back_in_words().items() if name != "password"}
        return await _page(visit, typed, [(_FIELDS.get(refusal.code, "user"), refusal.message)], refusal.status)
    return visit.lead_to(PLACE, _("Đã tạo tài khoản {user}").format(user=user))


@router.post(f"{PLACE}/doi")
async def change(visit: Visiting) -> Response:
    """Roles, offices, password, locked or not; ends the person's sessions."""
    _must_keep_accounts(visit)
    user, what = visit.typed("user"), visit.typed("what")
    if user == visit.person.subject:
        raise Conflict("own_account", _("Không tự đổi tài khoản đang dùng: nhờ một quản trị khác"))
    known = accounts.account(_home(visit), user)
    await _reached(visit, known.offices)
    if what == "password":
        accounts.change_password(_home(visit), user, str(visit.form.get("password", "")))
    elif what == "roles":
        accounts.change_roles(_home(visit), user, visit.typed_all("role"), known.offices)
    else:
        accounts.set_disabled(_home(visit), user, not known.is_disabled)
    return visit.lead_to(PLACE, _("Đã đổi tài khoản {user}; các phiên của tài khoản này đã kết thúc").format(user=user))


_FIELDS = {
    "office_not_found": "offices",
    "office_out_of_reach": "offices",
    "role_not_known": "role",
    "password_too_short": "password",
    "account_not_whole": "name",
}


def _must_keep_accounts(visit: Visit) -> None:
    visit.must_be(Role.ADMINISTRATOR)
    if not isinstance(visit.desk.sign_in, LocalSignIn):
        raise Conflict("accounts_elsewhere", _("Tài khoản do nhà cấp định danh quản lý, không sửa ở đây"))


def _home(visit: Visit) -> Home:
    return Home(visit.desk.settings.home)


async def _offices(visit: Visit) -> list[str]:
    wanted = visit.typed("offices").replace(",", " ").split()
    await _reached(visit, wanted)
    return wanted


async def _reached(visit: Visit, codes: list[str] | tuple[str, ...]) -> None:
    own = set(visit.person.offices)
    for code in codes:
        if own.isdisjoint((await office(visit.intake, code))["path"]):
            raise Forbidden("office_out_of_reach", _("Đơn vị {code} ngoài phạm vi của anh/chị").format(code=code))


async def _known(visit: Visit) -> list[Account]:
    """Of offices in the administrator's reach; each office is looked up once."""
    all_known = accounts.accounts(_home(visit))
    own = set(visit.person.offices)
    if NATION in own:
        return all_known
    codes = sorted({code for each in all_known for code in each.offices})
    found = await asyncio.gather(*(office(visit.intake, code) for code in codes))
    within = {code for code, each in zip(codes, found, strict=True) if own.intersection(each["path"])}
    return [each for each in all_known if within.intersection(each.offices)]


async def _page(
    visit: Visit, typed: dict[str, list[str]], problems: list[tuple[str, str]], status: int = 200
) -> Response:
    known = await _known(visit)
    roles = [(role.value, _(name)) for role, name in ROLE_NAMES.items()]
    return visit.page("administration/accounts.html", status, known=known, roles=roles, typed=typed, problems=problems)
