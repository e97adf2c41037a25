"""What the state has already: papers found and fetched instead of asked for, persons checked. For desks."""

from fastapi import Response

from services.portal.dependencies import Bearer, CurrentRoom, CurrentWorks, PaperFetcher, PaperSeeker
from services.portal.domain.papers.seal import seal_file
from services.portal.domain.papers.store import PapersSought
from services.portal.schemas.papers import (
    FetchedOut,
    FetchIn,
    FileOut,
    LookupsIn,
    PaperOut,
    PapersIn,
    PapersOut,
    PersonIn,
    PersonOut,
)
from services.portal.usecases.check_person import check_person
from services.portal.usecases.fetch_paper import PaperAsked, fetch_paper
from services.portal.usecases.search_papers import search_papers
from services.portal.usecases.state_lookups import state_lookups
from shared.web.app import make_router

router = make_router("papers")


@router.post("/papers/search", summary="Tra kho giấy tờ số hoá để người nộp không phải nộp lại")
async def search(
    caller: PaperSeeker, body: PapersIn, works: CurrentWorks, room: CurrentRoom, response: Response
) -> PapersOut:
    """Kept: desk, procedure, who and when; never whose. Refuses: desk_out_of_reach (403), office_not_mapped,
    papers_not_configured, papers_refused (409), portal_away (503).
    """
    response.headers["Cache-Control"] = "no-store"
    results = tuple((each.code, each.number) for each in body.results)
    sought = PapersSought(body.owner_number, body.asker_name, body.asker_number, body.procedure, results)
    lookup, found = await search_papers(works, room, caller, body.desk, sought)

    def file(issuer: str, name: str, path: str) -> FileOut:
        return FileOut(name=name, path=path, seal=seal_file(room.keys[0], lookup, caller.subject, issuer, path))

    items = [
        PaperOut(
            result=paper.result,
            title=paper.title,
            number=paper.number,
            issuer=paper.issuer,
            files=[file(paper.issuer, *each) for each in paper.files],
        )
        for paper in found
    ]
    return PapersOut(lookup=lookup, items=items)


@router.post("/papers/fetch", status_code=201, summary="Lấy một giấy tờ từ kho vào bản quét của bộ phận")
async def fetch(
    caller: PaperFetcher, token: Bearer, body: FetchIn, works: CurrentWorks, room: CurrentRoom
) -> FetchedOut:
    """Only what a search showed to this caller. Refuses: paper_not_found_here (403), lookup_not_found,
    paper_not_in_store (404), papers_refused (409), portal_away (503), and what intake refuses of a scan.
    """
    asked = PaperAsked(body.lookup, body.issuer, body.path, body.seal, token)
    return FetchedOut(scan=await fetch_paper(works, room, caller, asked))


@router.post("/papers/person", summary="Đối chiếu người với Cơ sở dữ liệu quốc gia về dân cư")
async def person(
    caller: PaperSeeker, body: PersonIn, works: CurrentWorks, room: CurrentRoom, response: Response
) -> PersonOut:
    """Yes or no. Kept and refused as a search is."""
    response.headers["Cache-Control"] = "no-store"
    who = (body.number, body.name, body.born_on)
    lookup, is_right = await check_person(works, room, caller, body.desk, body.procedure, who)
    return PersonOut(lookup=lookup, is_right=is_right)


@router.post("/papers/lookups", status_code=204, summary="Ghi các lần tra cứu là của hồ sơ nào")
async def state(caller: PaperSeeker, token: Bearer, body: LookupsIn, works: CurrentWorks, room: CurrentRoom) -> None:
    """The caller's own of the last day; told to the portal as databases used. Refuses: filing_not_found."""
    await state_lookups(works, room.services, caller, token, body.dossier, body.lookups)
