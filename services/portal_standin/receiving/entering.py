"""Who may come in: log-in, session, rights."""

from services.portal_standin.checks.seen import CallSeen, LoginSeen
from services.portal_standin.checks.table import OF_CALL, OF_LOGIN
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


def roots_of(agencies: object) -> frozenset[str]:
    """In normal form; codes of no known form are passed over."""
    codes = agencies if isinstance(agencies, list | tuple | dict) else ()
    return frozenset(form for each in codes if (form := normal_form(str(each))))


def enter(portal: NationalPortal, call: Call, service: Service | None) -> Service:
    """The service that is to do the work."""
    seen = CallSeen(
        agency=call.agency,
        body=call.body,
        keys=service.keys if service else None,
        session=portal.sessions.find(call.session),
        now=portal.clock.now(),
        dossiers=call.dossiers,
    )
    examine(portal, OF_CALL, seen, call.service)
    if service is None:
        raise Refused("V04", Complaint("Dịch vụ không tồn tại", "service"))
    return service
