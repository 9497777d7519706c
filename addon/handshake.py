"""Who may open a connection at all.

A web page can open a WebSocket to this computer, so the two headers that a browser cannot leave out or forge decide:
`Origin`, which no client of ours sends, and `Host`, which a page that had its name rebound to this computer gives away.
"""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlsplit

from websockets.datastructures import Headers

from .settings import is_address, is_loopback


def refusal(headers: Headers, bound_to: str) -> tuple[HTTPStatus, str] | None:
    """Why a handshake is refused, or `None` if it may go on. `bound_to` is the address that the server listens on."""
    if headers.get_all("Origin"):
        return HTTPStatus.FORBIDDEN, "Web pages must not connect.\n"
    hosts = headers.get_all("Host")
    if len(hosts) != 1:
        return HTTPStatus.BAD_REQUEST, "Exactly one Host header is needed.\n"
    try:
        name = urlsplit(f"//{hosts[0]}").hostname or ""
    except ValueError:
        name = ""
    # Rebinding needs a name, so where other computers are welcome any numeric address will do.
    if is_loopback(name) or (not is_loopback(bound_to) and is_address(name)):
        return None
    return HTTPStatus.FORBIDDEN, "The Host header must be a loopback address.\n"
