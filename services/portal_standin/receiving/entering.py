"""Who may come in: log-in, session, rights."""

from services.portal_standin.books.sessions import Session
from services.portal_standin.checks.seen import CallSeen, LoginSeen, TokenSeen
from services.portal_standin.checks.table import OF_CALL, OF_LOGIN, OF_TOKEN
from services.portal_standin.domain.agency_code import normal_form
from services.portal_standin.domain.complaint import Complaint, Refused
from services.portal_standin.portal import NationalPortal
from services.portal_standin.receiving.examine import examine
from services.portal_standin.service import Call, Service


def log_in(portal: NationalPortal, username: str, password: str, dstcode: str) -> str:
    """The new session."""
    user = portal.config.users.get(username)
    seen = LoginSeen(password, str(user["password"]) if user else None, dstcode)
    examine(portal, OF_LOGIN, seen, "login")
    roots = roots_of(user["agencies"] if user else portal.config.agencies)
    return portal.sessions.open(username, roots, portal.clock.now(), portal.config.session_seconds)


def give_token(portal: NationalPortal, client: str, secret: str) -> str:
    """The new token of generation B; a log-in without destination."""
    known = portal.config.clients.get(client)
    if known is None or str(known["secret"]) != secret:
        raise Refused("V24", Complaint("client_id hoặc client_secret không đúng", "client_id", "-1", 401))
    roots = roots_of(known["agencies"])
    return portal.sessions.open(client, roots, portal.clock.now(), portal.config.token_seconds)


def roots_of(agencies: object) -> frozenset[str]:
    """In normal form; codes of no known form are passed over."""
    codes = agencies if isinstance(agencies, list | tuple | dict) else ()
    return frozenset(form for each in codes if (form := normal_form(str(each))))


def enter(portal: NationalPortal, call: Call, service: Service | None) -> Service:
    """The service that is to do the work."""
    return enter_with(portal, call, service, portal.sessions.find(call.session))


def enter_with(portal: NationalPortal, call: Call, service: Service | None, session: Session | None) -> Service:
    seen = CallSeen(
        agency=call.agency,
        body=call.body,
        keys=service.keys if service else None,
        session=session,
        now=portal.clock.now(),
        dossiers=call.dossiers,
    )
    examine(portal, OF_CALL, seen, call.service)
    if service is None:
        raise Refused("V04", Complaint("Dịch vụ không tồn tại", "service"))
    return service


def enter_by_token(portal: NationalPortal, call: Call, agencies: tuple[str, ...]) -> None:
    """`agencies`: all that the call is about."""
    token = portal.sessions.find(call.session)
    for agency in agencies or ("",):
        examine(portal, OF_TOKEN, TokenSeen(token, agency, portal.clock.now()), call.service)
