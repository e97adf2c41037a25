"""Files of the services, handed on as they are."""

from starlette.responses import Response

from shared.web.service_client import Answer

_KEPT = ("content-type", "content-disposition")


def passed_on(answer: Answer) -> Response:
    return Response(answer.content, headers={name: answer.headers[name] for name in _KEPT if name in answer.headers})
