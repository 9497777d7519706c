"""Servers: a component sends requests to those that it is granted, and no others, and sees no secret."""

from __future__ import annotations

import base64
import ipaddress
import json
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from . import web
from .conftest import Components, Serve, WritePolicy
from .editor import Editor
from .host import Host
from .test_audit import Record
from .web import Server, serving

VALUE = "s3cr3t/Tok+en?4=&x"


@pytest.fixture
def page() -> Iterator[Server]:
    """A server that is granted."""
    with serving() as server:
        yield server


@pytest.fixture
def other() -> Iterator[Server]:
    """A server that is not granted."""
    with serving() as server:
        yield server


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> web.Certificate:
    """A certificate for `localhost` and 127.0.0.1."""
    return web.certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def encrypted(certificate: web.Certificate) -> Iterator[Server]:
    """A server with that certificate."""
    with serving(certificate=certificate) as server:
        yield server


Fetch = Callable[..., Editor]
Grant = Callable[..., Path]


def table(host: str, **keys: object) -> str:
    """A rule of a server."""
    values = "".join(f", {key} = {json.dumps(value)}" for key, value in keys.items())
    return f"{{ host = {json.dumps(host)}{values} }}"


def secret(server: Server, **keys: str) -> str:
    """The entry of a secret for a server, from the environment unless `keys` say otherwise."""
    source = keys or {"env": "TEST_TOKEN"}
    rule = {"name": "token", "host": server.origin, "header": "authorization", "prefix": "Bearer ", **source}
    return f"secrets = [{{ {', '.join(f'{key} = {json.dumps(value)}' for key, value in rule.items())} }}]\n"


@pytest.fixture
def grant(policy: WritePolicy) -> Grant:
    """Writes a policy that grants the guest these servers, each an origin or a table."""

    def write(*hosts: str, more: str = "") -> Path:
        entries = ", ".join(host if host.startswith("{") else json.dumps(host) for host in hosts)
        return policy(f"[components.fetcher]\nhosts = [{entries}]\n{more}")

    return write


@pytest.fixture
def fetcher(serve: Serve, components: Components, grant: Grant) -> Fetch:
    """Opens a session with the guest that makes HTTP requests, these servers granted."""

    def start(*hosts: str, more: str = "", **environment: str) -> Editor:
        return serve("--components", components("fetcher"), "--policy", grant(*hosts, more=more), **environment)

    return start


# Which servers.


@pytest.mark.policy(allows="components.hosts")
def test_a_granted_server_can_be_asked(fetcher: Fetch, page: Server) -> None:
    assert fetcher(page.origin).data("fetch", url=f"{page.origin}/page?x=1") == {"result": "200 a page"}
    assert page.asked == ["/page?x=1"]
    assert page.requests[0].headers.get_all("Host") == [f"127.0.0.1:{page.server_port}"]


def test_a_request_goes_out_with_its_method_headers_and_body(fetcher: Fetch, page: Server) -> None:
    headers = [{"name": "x-one", "value": "1"}, {"name": "x-two", "value": "2"}]
    body = "text " * 10_000
    answer = fetcher(page.origin).data("send", method="PUT", url=page.origin, headers=headers, body=body)
    assert (answer["status"], answer["body"]) == (200, "a page")
    [asked] = page.requests
    assert (asked.method, asked.path, asked.body) == ("PUT", "/", body.encode())
    assert (asked.headers["X-One"], asked.headers["X-Two"]) == ("1", "2")


@pytest.mark.policy(allows="components.hosts.host", denies="components.hosts.host")
def test_a_table_grants_the_server_that_it_names(fetcher: Fetch, page: Server, other: Server) -> None:
    editor = fetcher(table(page.origin, methods=["GET"]))
    assert editor.data("fetch", url=page.origin) == {"result": "200 a page"}
    assert "no line grants the server" in editor.failure("fetch", url=other.origin)
    assert other.asked == []


@pytest.mark.policy(denies="components.hosts")
def test_without_a_grant_no_server_can_be_asked(fetcher: Fetch, other: Server) -> None:
    text = fetcher().failure("fetch", url=other.origin)
    assert f'hosts = ["{other.origin}"]  # under [components.fetcher]' in text
    assert other.asked == []


def test_another_port_of_a_granted_server_is_refused_with_the_line_that_would_grant_it(
    fetcher: Fetch, page: Server, other: Server
) -> None:
    editor = fetcher(page.origin)
    text = editor.failure("fetch", url=f"{other.origin}/x")
    assert f"component `fetcher` may not send GET {other.origin}/x: no line grants the server" in text
    assert f'hosts = ["{other.origin}"]  # under [components.fetcher]' in text
    assert other.asked == []
    assert editor.data("fetch", url=page.origin) == {"result": "200 a page"}


@pytest.mark.parametrize(
    "name",
    ["localhost", "127.1", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]", "127.0.0.1.", "0.0.0.0"],  # noqa: S104
)
def test_another_name_of_a_granted_server_is_refused(fetcher: Fetch, page: Server, name: str) -> None:
    assert "no line grants the server" in fetcher(page.origin).failure("fetch", url=page.named(name))
    assert page.asked == []


def test_another_scheme_of_a_granted_server_is_refused(fetcher: Fetch, page: Server) -> None:
    text = fetcher(page.origin).failure("fetch", url=f"https://127.0.0.1:{page.server_port}")
    assert "no line grants the server" in text
    assert page.asked == []


def test_an_address_with_a_user_is_refused(fetcher: Fetch, page: Server) -> None:
    text = fetcher(page.origin).failure("fetch", url=f"http://user:pass@127.0.0.1:{page.server_port}/")
    assert "without a user's name or a password" in text
    assert page.asked == []


@pytest.mark.policy(allows="components.hosts.methods", denies="components.hosts.methods")
def test_a_method_that_a_line_does_not_name_is_refused(fetcher: Fetch, page: Server) -> None:
    editor = fetcher(table(page.origin, methods=["GET", "HEAD"]))
    assert editor.data("send", url=page.origin)["status"] == 200
    text = editor.failure("send", method="POST", url=f"{page.origin}/x", body="x")
    assert "policy.toml:4 grants the server, but of its methods only GET, HEAD" in text
    assert f'hosts = [{{ host = "{page.origin}", methods = ["POST"], paths = ["/x"] }}]' in text
    assert [asked.method for asked in page.requests] == ["GET"]


@pytest.mark.policy(allows="components.hosts.paths", denies="components.hosts.paths")
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/v10",
        "/v1/../admin",
        "/v1/%2e%2e/admin",
        "/v1/..%2fadmin",
        "/v1/%252e%252e/x",
        "/v1/..;/admin",
        "/v1/%c0%ae%c0%ae/x",
        "/v1/%u002e%u002e/x",
        "/v1/%%32%65%%32%65/x",
    ],
)
def test_a_path_that_a_line_does_not_name_is_refused(fetcher: Fetch, page: Server, path: str) -> None:
    editor = fetcher(table(page.origin, paths=["/v1"]))
    assert "but of its paths only /v1" in editor.failure("fetch", url=f"{page.origin}{path}")
    assert editor.data("fetch", url=f"{page.origin}/v1/models?like=../x") == {"result": "200 a page"}
    assert page.asked == ["/v1/models?like=../x"]


def test_a_line_to_add_holds_nothing_that_a_component_made_up(fetcher: Fetch, page: Server) -> None:
    text = fetcher(table(page.origin, methods=["GET"])).failure(
        "send", method="X'Y", url=f'{page.origin}/"],private=true}}'
    )
    assert f'hosts = [{{ host = "{page.origin}" }}]  # under' in text


# Which addresses.


@pytest.fixture
def local_name() -> str:
    """A name that is not `localhost` and stands for this computer."""
    for name in ("ip4-localhost", "ip6-localhost", socket.gethostname()):
        try:
            found = {ipaddress.ip_address(each[4][0]) for each in socket.getaddrinfo(name, None, socket.AF_INET)}
        except OSError:
            continue
        if found and all(address.is_private for address in found):
            return name
    pytest.skip("this computer has no name of its own for itself")


@pytest.mark.policy(denies="components.hosts.private")
def test_a_name_for_an_address_that_is_not_public_is_refused_unless_its_line_is_private(
    fetcher: Fetch, local_name: str
) -> None:
    with serving(socket.gethostbyname(local_name)) as server:
        origin = server.named(local_name)
        text = fetcher(origin).failure("fetch", url=f"{origin}/")
        assert "the name stands for " in text
        assert f'hosts = [{{ host = "{origin}", private = true }}]  # under [components.fetcher]' in text
        assert server.asked == []


@pytest.mark.policy(allows="components.hosts.private")
def test_a_private_line_allows_a_name_for_an_address_that_is_not_public(fetcher: Fetch, local_name: str) -> None:
    with serving(socket.gethostbyname(local_name)) as server:
        origin = server.named(local_name)
        assert fetcher(table(origin, private=True)).data("fetch", url=origin) == {"result": "200 a page"}
        assert server.requests[0].headers["Host"] == f"{local_name.lower()}:{server.server_port}"


def test_localhost_by_its_name_needs_no_private_line(fetcher: Fetch, page: Server) -> None:
    origin = page.named("localhost")
    assert fetcher(origin).data("fetch", url=origin) == {"result": "200 a page"}


def test_a_wildcard_never_reaches_an_address_that_is_not_public(fetcher: Fetch, page: Server) -> None:
    text = fetcher(page.named("*.0.0.1")).failure("fetch", url=page.origin)
    assert "stands for 127.0.0.1, an address of this machine" in text
    assert page.asked == []


@pytest.mark.parametrize("name", ["127.1", "2130706433", "0x7f.1", "0177.0.0.1", "0x7f000001"])
def test_a_number_that_only_a_resolver_takes_for_an_address_is_refused_though_it_is_granted(
    fetcher: Fetch, page: Server, name: str
) -> None:
    text = fetcher(page.named(name)).failure("fetch", url=page.named(name))
    assert "an address of this machine" in text or "DnsError" in text
    assert page.asked == []


# Redirects.


def test_a_redirect_is_not_followed_by_the_host(fetcher: Fetch, page: Server, other: Server) -> None:
    page.away = other.origin
    editor = fetcher(page.origin, other.origin)
    assert editor.data("fetch", url=f"{page.origin}/away")["result"].startswith("302")
    assert other.asked == []


def test_a_component_can_follow_a_redirect_to_a_granted_server(fetcher: Fetch, page: Server, other: Server) -> None:
    page.away = f"{other.origin}/there"
    editor = fetcher(page.origin, other.origin)
    assert editor.data("send", url=f"{page.origin}/away", hops=1)["body"] == "a page"
    assert other.asked == ["/there"]


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "127.1", "[::1]"])
def test_a_redirect_does_not_lead_to_a_server_that_is_not_granted(
    fetcher: Fetch, page: Server, other: Server, name: str
) -> None:
    page.away = other.named(name)
    assert "no line grants the server" in fetcher(page.origin).failure("send", url=f"{page.origin}/away", hops=3)
    assert (page.asked, other.asked) == (["/away"], [])


def test_a_redirect_does_not_lead_past_the_paths_of_a_line(fetcher: Fetch, page: Server) -> None:
    page.away = f"{page.origin}/admin"
    editor = fetcher(table(page.origin, paths=["/away"]))
    assert "of its paths only /away" in editor.failure("send", url=f"{page.origin}/away", hops=3)
    assert page.asked == ["/away"]


# What a request may be.


@pytest.mark.parametrize(
    "name",
    ["Host", "Connection", "Transfer-Encoding", "Upgrade", "TE", "Trailer", "Expect", "Keep-Alive", "Proxy-Connection"],
)
def test_a_header_of_the_host_cannot_be_set(fetcher: Fetch, page: Server, name: str) -> None:
    headers = [{"name": name, "value": "evil.example"}]
    text = fetcher(page.origin).failure("send", url=page.origin, headers=headers)
    assert f"the header {name} cannot be set" in text
    assert page.asked == []


@pytest.mark.parametrize(
    "name", ["X-HTTP-Method-Override", "X_HTTP_Method_Override", "X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Host"]
)
def test_a_header_that_names_another_method_or_path_cannot_be_set(fetcher: Fetch, page: Server, name: str) -> None:
    editor = fetcher(table(page.origin, methods=["GET"], paths=["/v1"]))
    text = editor.failure("send", url=f"{page.origin}/v1", headers=[{"name": name, "value": "DELETE"}])
    assert f"the header {name} cannot be set" in text
    assert page.asked == []


@pytest.mark.parametrize(
    ("name", "value"),
    [("x", "1\r\nHost: evil.example"), ("x", "1\nX-Y: 2"), ("x", "1\0"), ("x: y\r\nz", "1"), ("x y", "1")],
)
def test_a_header_holds_no_other_line(fetcher: Fetch, page: Server, name: str, value: str) -> None:
    text = fetcher(page.origin).failure("send", url=page.origin, headers=[{"name": name, "value": value}])
    assert "cannot be set" in text
    assert page.asked == []


@pytest.mark.parametrize("path", ["/ HTTP/1.1\r\nHost: evil.example\r\n\r\n", "/a b", "/\n"])
def test_a_path_holds_no_other_line(fetcher: Fetch, page: Server, path: str) -> None:
    assert fetcher(page.origin).failure("fetch", url=f"{page.origin}{path}")
    assert page.asked == []


def test_a_body_longer_than_it_says_is_no_second_request(fetcher: Fetch, page: Server) -> None:
    body = f"abcGET /smuggled HTTP/1.1\r\nHost: 127.0.0.1:{page.server_port}\r\n\r\n"
    headers = [{"name": "content-length", "value": "3"}]
    fetcher(page.origin).call("send", method="POST", url=f"{page.origin}/x", headers=headers, body=body)
    assert all((asked.path, asked.body) == ("/x", b"abc") for asked in page.requests)


@pytest.mark.parametrize("method", ["CONNECT", "TRACE", "TRACK", "connect", "trace"])
def test_a_request_that_tunnels_or_is_sent_back_is_refused(fetcher: Fetch, page: Server, method: str) -> None:
    text = fetcher(page.origin).failure("send", method=method, url=page.origin)
    assert f"with the method {method}. No policy can allow it" in text
    assert page.asked == []


def test_a_proxy_of_the_environment_is_not_used(fetcher: Fetch, page: Server, other: Server) -> None:
    names = ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY")
    editor = fetcher(page.origin, **dict.fromkeys(names, other.origin))
    assert editor.data("fetch", url=page.origin) == {"result": "200 a page"}
    assert other.asked == []


# How much and how long.


@pytest.mark.parametrize("path", ["/silent", "/trickle"])
def test_a_component_can_give_up_a_server_that_is_slow(fetcher: Fetch, page: Server, path: str) -> None:
    text = fetcher(page.origin).failure("send", url=f"{page.origin}{path}", patience_ms=300)
    # The head's error is a code, the body's is a text.
    assert "ConnectionReadTimeout" in text or "connection read timeout" in text


@pytest.mark.parametrize("path", ["/silent", "/trickle"])
def test_a_server_that_is_slow_does_not_outlast_the_calls_deadline(fetcher: Fetch, page: Server, path: str) -> None:
    editor = fetcher(page.origin, more="limits = { deadline-s = 1 }\n")
    text = editor.failure("send", url=f"{page.origin}{path}", patience_ms=3_600_000)
    assert "longer than its limit of 1 s" in text


def test_a_body_without_an_end_is_ended_at_the_memory_limit(fetcher: Fetch, page: Server) -> None:
    text = fetcher(page.origin, more="limits = { memory-mb = 8 }\n").failure("measure", url=f"{page.origin}/endless")
    assert "HTTP response body size exceeds limit: 8388608 bytes" in text
    assert "larger than the memory limit of 8 MiB" in text
    assert "limits = { memory-mb = 16 }  # under [components.fetcher]" in text


def test_a_body_that_ends_early_is_an_error(fetcher: Fetch, page: Server) -> None:
    assert "incomplete HTTP response" in fetcher(page.origin).failure("fetch", url=f"{page.origin}/short")


def test_a_head_that_is_too_long_is_an_error(fetcher: Fetch, page: Server) -> None:
    text = fetcher(page.origin).failure("fetch", url=f"{page.origin}/long-head")
    assert "HttpResponseHeaderSectionSize" in text


def test_a_server_that_does_not_listen_is_an_error(fetcher: Fetch) -> None:
    with serving() as server:
        origin = server.origin
    assert "ConnectionRefused" in fetcher(origin).failure("fetch", url=origin)


def test_a_call_has_eight_requests_at_the_same_time(fetcher: Fetch, page: Server) -> None:
    ends = fetcher(page.origin).data("crowd", url=page.origin, times=12)["result"]
    assert ends[:8] == ["200"] * 8
    assert len(ends) == 12
    assert all("ConnectionLimitReached" in end for end in ends[8:])
    assert len(page.asked) == 8


def test_a_dry_run_sends_no_request(the_host: Host, components: Components, grant: Grant, page: Server) -> None:
    arguments = ("--components", components("fetcher"), "--policy", grant(page.origin))
    done = the_host.run("call", "fetch", "--dry-run", "--args", json.dumps({"url": page.origin}), *arguments)
    assert f"would send GET {page.origin}/: a dry run sends no requests" in done.stdout + done.stderr
    assert page.asked == []


# Encryption.


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_a_server_with_a_certificate_that_this_computer_trusts_can_be_asked(
    fetcher: Fetch, encrypted: Server, certificate: web.Certificate, name: str
) -> None:
    origin = encrypted.named(name)
    editor = fetcher(origin, SSL_CERT_FILE=str(certificate.authority))
    assert editor.data("fetch", url=origin) == {"result": "200 a page"}


def test_a_server_with_a_certificate_that_nobody_vouches_for_is_refused(
    fetcher: Fetch, encrypted: Server, tmp_path: Path
) -> None:
    stranger = web.certificate(tmp_path)
    editor = fetcher(encrypted.origin, SSL_CERT_FILE=str(stranger.authority))
    assert "TlsCertificateError" in editor.failure("fetch", url=encrypted.origin)
    assert encrypted.asked == []


def test_a_certificate_for_another_name_is_refused(
    fetcher: Fetch, encrypted: Server, certificate: web.Certificate, local_name: str
) -> None:
    if socket.gethostbyname(local_name) != web.LOOPBACK:
        pytest.skip("the name stands for another address of this computer")
    origin = encrypted.named(local_name)
    editor = fetcher(table(origin, private=True), SSL_CERT_FILE=str(certificate.authority))
    assert "TlsCertificateError" in editor.failure("fetch", url=origin)
    assert encrypted.asked == []


def test_a_computer_without_certificates_says_so(fetcher: Fetch, encrypted: Server, tmp_path: Path) -> None:
    nothing = tmp_path / "nothing.pem"
    nothing.write_text("", encoding="utf-8")
    editor = fetcher(encrypted.origin, SSL_CERT_FILE=str(nothing))
    assert "this machine has no root certificates" in editor.failure("fetch", url=encrypted.origin)


# Secrets.


@pytest.mark.policy(allows="components.secrets")
@pytest.mark.policy(allows="components.secrets.host", denies="components.secrets.host")
@pytest.mark.policy(allows="components.secrets.header")
@pytest.mark.policy(allows="components.secrets.env")
def test_a_secret_goes_to_its_server_only(fetcher: Fetch, page: Server, other: Server) -> None:
    editor = fetcher(page.origin, other.origin, more=secret(page), TEST_TOKEN=VALUE)
    page.away = other.origin
    assert editor.data("send", url=f"{page.origin}/away", hops=1)["status"] == 200
    assert page.requests[0].headers.get_all("Authorization") == [f"Bearer {VALUE}"]
    assert page.requests[0].headers.get_all("Accept-Encoding") == ["identity"]
    assert "Authorization" not in other.requests[0].headers


@pytest.mark.policy(allows="components.secrets.prefix")
@pytest.mark.parametrize("prefix", ["", "Token token="])
def test_a_prefix_stands_before_a_secret_and_nothing_else_does(fetcher: Fetch, page: Server, prefix: str) -> None:
    more = secret(page, env="TEST_TOKEN", prefix=prefix)
    fetcher(page.origin, more=more, TEST_TOKEN=VALUE).data("fetch", url=page.origin)
    assert page.requests[0].headers.get_all("Authorization") == [f"{prefix}{VALUE}"]


@pytest.mark.policy(denies="components.secrets.file")
@pytest.mark.parametrize("content", [None, "", "passwrd", "first line\nsecond line"])
def test_a_secret_whose_file_holds_none_is_not_sent(
    fetcher: Fetch, page: Server, tmp_path: Path, content: str | None
) -> None:
    file = tmp_path / "token"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    text = fetcher(page.origin, more=secret(page, file=str(file))).failure("fetch", url=page.origin)
    assert "the secret `token` from the file" in text
    assert not content or content not in text
    assert page.asked == []


@pytest.mark.policy(allows="components.secrets.file")
def test_a_secret_is_read_from_a_file(fetcher: Fetch, page: Server, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"  {VALUE}\n", encoding="utf-8")
    fetcher(page.origin, more=secret(page, file=str(file))).data("fetch", url=page.origin)
    assert page.requests[0].headers["Authorization"] == f"Bearer {VALUE}"


@pytest.mark.policy(allows="components.secrets.name")
@pytest.mark.policy(denies="components.secrets.prefix")
def test_a_secret_that_a_server_sends_back_does_not_reach_the_component(
    the_host: Host, components: Components, grant: Grant, page: Server
) -> None:
    policy = grant(page.origin, more=secret(page))
    arguments = ("--components", components("fetcher"), "--policy", policy, "--json")
    url = json.dumps({"url": f"{page.origin}/echo"})
    done = the_host.run("call", "send", "--args", url, *arguments, TEST_TOKEN=VALUE, RUST_LOG="trace")
    assert done.returncode == 0, done.stderr[-2000:]
    assert page.requests[0].headers["Authorization"] == f"Bearer {VALUE}"
    answer = json.loads(done.stdout)
    told = "[secret token]"
    # Around the value in Base64 stay letters that also depend on what is around it.
    whole, percent, alone, with_prefix, inside, *escaped = answer["body"].strip("<>").split("|")
    assert [whole, percent, alone, with_prefix, *escaped] == [told] * 8
    assert inside.startswith("dXNlcj")
    assert told in inside
    [echo] = [header["value"] for header in answer["headers"] if header["name"] == "x-echo"]
    assert echo == f"Bearer {told}"
    # Nor is it in what the host tells anybody.
    assert f"GET {page.origin}/echo answers 200" in done.stderr
    encoded = base64.b64encode(VALUE.encode()).decode()
    for text in (done.stdout, done.stderr):
        assert VALUE not in text
        assert encoded not in text


@pytest.mark.policy(denies="components.secrets")
@pytest.mark.policy(denies="components.secrets.header")
def test_a_component_cannot_set_the_header_of_a_secret(fetcher: Fetch, page: Server) -> None:
    headers = [{"name": "Authorization", "value": "Bearer mine"}]
    editor = fetcher(page.origin, more=secret(page), TEST_TOKEN=VALUE)
    text = editor.failure("send", url=page.origin, headers=headers)
    assert "with a header `authorization` of its own: the host puts the secret `token` there" in text
    assert page.asked == []


def test_a_secret_that_an_assistant_has_got_is_not_recorded(
    fetcher: Fetch, page: Server, the_host: Host, tmp_path: Path
) -> None:
    record = Record(tmp_path / "data")
    editor = fetcher(page.origin, more=secret(page), TEST_TOKEN=VALUE, **record.environment)
    encoded = base64.b64encode(VALUE.encode()).decode()
    editor.data("fetch", url=page.origin)
    assert page.requests[0].headers["Authorization"] == f"Bearer {VALUE}"
    editor.data("send", url=f"{page.origin}/x", method="PUT", body=f"<{VALUE}|{encoded}>")
    editor.failure("fetch", url=f"nonsense {VALUE}")
    text = record.file.read_text("utf-8")
    assert [line["tool"] for line in record.lines() if line["kind"] == "call"] == ["fetch", "send", "fetch"]
    assert text.count("[secret token]") >= 3
    shown = the_host.run("audit", "--json", **record.environment)
    assert shown.returncode == 0
    for each in (text, shown.stdout, shown.stderr, editor.log()):
        assert VALUE not in each
        assert encoded not in each


def test_a_request_with_a_secret_cannot_ask_for_a_part(fetcher: Fetch, page: Server) -> None:
    editor = fetcher(page.origin, more=secret(page), TEST_TOKEN=VALUE)
    text = editor.failure("send", url=page.origin, headers=[{"name": "range", "value": "bytes=0-4"}])
    assert "with a header `range`" in text
    assert page.asked == []


def test_a_response_in_which_a_secret_could_not_be_found_is_refused(fetcher: Fetch, page: Server) -> None:
    editor = fetcher(page.origin, more=secret(page), TEST_TOKEN=VALUE)
    text = editor.failure("send", url=f"{page.origin}/gzip", headers=[{"name": "accept-encoding", "value": "gzip"}])
    assert "HttpResponseContentCoding" in text
    assert page.requests[0].headers.get_all("Accept-Encoding") == ["identity"]


@pytest.mark.policy(denies="components.secrets.name")
@pytest.mark.policy(denies="components.secrets.env")
@pytest.mark.parametrize(
    ("value", "why"),
    [("", "it is empty"), ("passwrd", "shorter than 8"), ("pass\nword1", "one line"), (None, "not have")],
)
def test_a_secret_that_cannot_be_used_is_named_and_not_told(
    fetcher: Fetch, page: Server, value: str | None, why: str
) -> None:
    environment = {} if value is None else {"TEST_TOKEN": value}
    text = fetcher(page.origin, more=secret(page), **environment).failure("fetch", url=page.origin)
    assert "the secret `token` from the environment variable TEST_TOKEN cannot be used" in text
    assert why in text
    assert not value or value not in text
    assert page.asked == []


def test_a_secret_does_not_leave_this_computer_without_encryption(fetcher: Fetch, local_name: str) -> None:
    with serving(socket.gethostbyname(local_name)) as server:
        origin = server.named(local_name)
        more = secret(server).replace(server.origin, origin)
        editor = fetcher(table(origin, private=True), more=more, TEST_TOKEN=VALUE)
        assert "would go out without encryption" in editor.failure("fetch", url=origin)
        assert server.asked == []


def test_the_list_of_tools_tells_what_is_granted_of_a_server(
    the_host: Host, components: Components, grant: Grant, page: Server
) -> None:
    rule = table(page.origin, methods=["GET", "HEAD"], paths=["/v1"])
    arguments = ("--components", components("fetcher"), "--policy", grant(rule, more=secret(page)))
    done = the_host.run("list-tools", *arguments)
    assert f"send GET, HEAD requests to {page.origin} below /v1" in done.stdout
    assert f"have the secret `token` sent to {page.origin}, unseen" in done.stdout
    capabilities = the_host.json("list-tools", "--json", *arguments)["tools"][0]["capabilities"]
    assert capabilities["hosts"] == [
        {"origin": page.origin, "methods": ["GET", "HEAD"], "paths": ["/v1"], "private": False}
    ]
    assert capabilities["secrets"] == [{"name": "token", "origin": page.origin, "header": "authorization"}]
