"""The keys under which personal data lie, for operators: how far a rotation is, and what lies under which key."""

from services.intake.dependencies import CurrentDatabase, CurrentVault, Operator
from services.intake.repository.privacy.resealing import read_walks
from services.intake.schemas.privacy.privacy import KeyCountOut, KeysOut, UnderKeyOut
from services.intake.usecases.privacy.count_under_keys import count_under_keys
from shared.web.app import make_router
from shared.web.transaction import Reading

router = make_router("keys")


@router.get("/keys", summary="Khóa đang dùng và tiến độ mã hóa lại")
async def read_keys(_: Operator, connection: Reading, vault: CurrentVault) -> KeysOut:
    """Numbers of keys, never the keys. The walk begins some seconds after a key was added to the ring."""
    vault.refresh()
    return KeysOut.of(vault, await read_walks(connection))


@router.post("/keys/count", summary="Đếm dữ liệu nằm dưới từng khóa")
async def count_keys(_: Operator, database: CurrentDatabase, vault: CurrentVault) -> KeyCountOut:
    """Looks at everything sealed (a minute for millions). Where something is left, the walk begins again."""
    vault.refresh()
    counts = await count_under_keys(database, vault)
    under = [
        UnderKeyOut(place=place, key=key, values=values)
        for place, by_key in counts.items()
        for key, values in sorted(by_key.items())
    ]
    return KeyCountOut(current=vault.current, under=under)
