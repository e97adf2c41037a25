"""The settings of a desk that stands before a town's services, at a free port."""

from dataclasses import replace

from services.desk.settings import DeskSettings
from shared.local.ports import any_free
from tests.support.town import Town


def desk_settings_of(town: Town) -> DeskSettings:
    plain = DeskSettings.from_environment({"MOTCUA_PORT": str(any_free()), "MOTCUA_HOME": str(town.home.path)})
    urls = {f"{name}_url": town.url(name) for name in ("intake", "processing", "stats", "portal")}
    return replace(plain, **urls)  # type: ignore[arg-type]
