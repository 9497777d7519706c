"""Where the server listens, and the secret that it asks for."""

from __future__ import annotations

import hmac
import ipaddress
from dataclasses import dataclass, field

DEFAULT_PORT = 8765
TOKEN_VARIABLE = "BLENDER_RPC_TOKEN"  # noqa: S105 - a name, not a secret


@dataclass(frozen=True)
class Settings:
    """`port` 0 picks a free one. Without a token everybody on this computer may connect."""

    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    token: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if not is_loopback(self.host) and self.token is None:
            raise ValueError(
                f"Other computers can reach {self.host or 'this address'}: set a token, or listen on 127.0.0.1."
            )

    def accepts(self, token: str | None) -> bool:
        """Whether this is the token; compares in constant time."""
        if self.token is None:
            return True
        return token is not None and hmac.compare_digest(token.encode(), self.token.encode())


def is_loopback(host: str) -> bool:
    """Whether only this computer can reach the address."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_address(host: str) -> bool:
    """Whether it is a numeric address rather than a name."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
