"""Names of offices and procedures, many at once."""

from services.intake.queries.finding.names import names_of_offices, names_of_procedures
from services.intake.reference.places import places
from services.intake.schemas.finding.names import NamedOfficeOut, NamesIn, NamesOut
from shared.web.app import make_router
from shared.web.caller import CurrentCaller
from shared.web.transaction import Reading

router = make_router("names")


@router.post("/names", summary="Tên của nhiều đơn vị và thủ tục theo mã")
async def names(body: NamesIn, _: CurrentCaller, connection: Reading) -> NamesOut:
    """Procedures by the name last published. Nothing is refused: what is not known is left out."""
    offices = await names_of_offices(connection, body.offices)
    where = places()
    return NamesOut(
        offices={code: NamedOfficeOut(name=name, place=where.get(code)) for code, name in offices.items()},
        procedures=dict(await names_of_procedures(connection, body.procedures)),
    )
