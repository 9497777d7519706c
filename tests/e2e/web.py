"""Servers on this computer, for components to send requests to."""

from __future__ import annotations

import base64
import html
import ipaddress
import ssl
import urllib.parse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Asked:
    """A request that came."""

    method: str
    path: str
    headers: Message = field(repr=False)
    body: bytes = b""


class Server(ThreadingHTTPServer):
    """Remembers what it is asked for, and answers by the path."""

    daemon_threads = True

    def __init__(self, address: str = LOOPBACK) -> None:
        super().__init__((address, 0), Page)
        self.requests: list[Asked] = []
        self.closing = Event()
        self.away = ""
        self.scheme = "http"

    @property
    def asked(self) -> list[str]:
        """The paths that it was asked for."""
        return [each.path for each in self.requests]

    @property
    def origin(self) -> str:
        return self.named(LOOPBACK)

    def named(self, name: str) -> str:
        """The origin under another name."""
        return f"{self.scheme}://{name}:{self.server_port}"

    def handle_error(self, *_: object) -> None:
        """Says nothing where a client goes away, or does not trust a certificate."""


class Page(BaseHTTPRequestHandler):
    """Answers one request."""

    protocol_version = "HTTP/1.1"
    server: Server

    def answer(self) -> None:
        body = self.body()
        self.server.requests.append(Asked(self.command, self.path, self.headers, body))
        special: dict[str, Callable[[], None]] = {
            "/away": self.redirect,
            "/silent": self.wait,
            "/trickle": self.trickle,
            "/short": self.short,
            "/endless": self.endless,
            "/long-head": self.long_head,
            "/echo": self.echo,
            "/gzip": self.gzip,
        }
        special.get(self.path.partition("?")[0], self.page)()
        self.close_connection = True

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_TRACE = do_CONNECT = answer  # noqa: N815 - the library's names

    def body(self) -> bytes:
        if self.headers["Transfer-Encoding"] != "chunked":
            return self.rfile.read(int(self.headers["Content-Length"] or 0))
        parts = []
        while size := int(self.rfile.readline(), 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(parts)

    def page(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "6")
        self.end_headers()
        self.wfile.write(b"a page")

    def redirect(self) -> None:
        self.send_response(302)
        self.send_header("Location", self.server.away)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def wait(self) -> None:
        self.server.closing.wait()

    def trickle(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100")
        self.end_headers()
        self.wfile.write(b"a")
        self.wait()

    def short(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100")
        self.end_headers()
        self.wfile.write(b"a")

    def endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        while not self.server.closing.is_set():
            self.wfile.write(bytes(64 * 1024))

    def long_head(self) -> None:
        self.send_response(200)
        for at in range(100):
            self.send_header(f"X-{at}", "x" * 1000)
        self.end_headers()

    def echo(self) -> None:
        """Sends back the header `Authorization` in many forms, and in pieces of three bytes."""
        value = self.headers["Authorization"] or "nothing"
        secret = value.removeprefix("Bearer ")
        forms = [
            secret,
            "".join(f"%{byte:02X}" for byte in secret.encode()),
            base64.b64encode(secret.encode()).decode(),
            base64.b64encode(value.encode()).decode(),
            base64.b64encode(f"user:{secret}".encode()).decode(),
            urllib.parse.quote(secret),
            "".join(f"\\u{ord(each):04x}" if each in "+=&" else each for each in secret),
            html.escape(secret),
            "".join(f"&#{ord(each)};" for each in secret),
        ]
        body = f"<{'|'.join(forms)}>".encode()
        self.send_response(200)
        self.send_header("X-Echo", value)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for at in range(0, len(body), 3):
            piece = body[at : at + 3]
            self.wfile.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
            self.wfile.flush()
        self.wfile.write(b"0\r\n\r\n")

    def gzip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", "1")
        self.end_headers()
        self.wfile.write(b"x")

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def serving(address: str = LOOPBACK, certificate: Certificate | None = None) -> Iterator[Server]:
    """A server on this computer."""
    with Server(address) as server:
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate.chain)
            server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
            server.scheme = "https"
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.closing.set()
        server.shutdown()


@dataclass(frozen=True)
class Certificate:
    """Files of a certificate with its key, and of the authority that vouches for it."""

    chain: Path
    authority: Path


def certificate(folder: Path) -> Certificate:
    """A certificate for this computer, by an authority of its own."""
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "An authority of the tests")])
    leaf = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "A server of the tests")])
    now = datetime.now(UTC)

    def signed(builder: x509.CertificateBuilder) -> bytes:
        lasting = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        made = lasting.serial_number(x509.random_serial_number()).sign(root_key, hashes.SHA256())
        return made.public_bytes(serialization.Encoding.PEM)

    builder = x509.CertificateBuilder().issuer_name(root)
    authority = signed(
        builder.subject_name(root)
        .public_key(root_key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    )
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address(LOOPBACK))]
    of_server = signed(
        builder.subject_name(leaf)
        .public_key(key.public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    files = Certificate(folder / "server.pem", folder / "authority.pem")
    files.chain.write_bytes(of_server + private)
    files.authority.write_bytes(authority)
    return files
