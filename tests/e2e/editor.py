"""An editor with an assistant, as far as the host can tell: the Python MCP client on `host serve`.

The client is asynchronous and lives in a thread of its own, so that tests read as a sequence of sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from queue import Queue
from typing import Any, cast

from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp import Client, StdioServerParameters
from mcp.client.session import ClientRequestContext, IncomingMessage
from mcp.client.stdio import stdio_client
from mcp.shared.exceptions import MCPError
from mcp_types import (
    CallToolResult,
    ElicitRequestFormParams,
    ElicitRequestParams,
    ElicitResult,
    RequestParamsMeta,
    TextContent,
    Tool,
    ToolListChangedNotification,
)

from .host import Host

PATIENCE = 60.0


class Lifecycle(StrEnum):
    """How client and server begin; the values are the client's modes."""

    INITIALIZE = "legacy"
    STATELESS = "2026-07-28"


@dataclass(frozen=True)
class Report:
    """How far a call is."""

    done: float
    total: float | None
    message: str | None


@dataclass
class Running:
    """A call under way."""

    result: Future[CallToolResult]
    reports: Queue[Report] = field(default_factory=Queue)

    def next_report(self) -> Report:
        """Waits for progress."""
        return self.reports.get(timeout=PATIENCE)

    def all_reports(self) -> list[Report]:
        """The progress that was told until the call ended."""
        self.answer()
        return [self.reports.get_nowait() for _ in range(self.reports.qsize())]

    def answer(self) -> CallToolResult:
        """Waits for the result."""
        return self.result.result(PATIENCE)

    def cancel(self) -> None:
        """Gives it up, which the client tells the server."""
        self.result.cancel()


Answer = Callable[[str], dict[str, Any] | None]


@dataclass
class Person:
    """Who sits at the editor: answers questions with what `say` says, and remembers them.

    `say` gets the question's text; it gives the content of the form, or none to decline.
    """

    say: Answer
    questions: list[str] = field(default_factory=list)
    schemas: list[dict[str, Any]] = field(default_factory=list)

    async def ask(self, context: ClientRequestContext, params: ElicitRequestParams) -> ElicitResult:
        """What the client calls."""
        assert isinstance(params, ElicitRequestFormParams)
        self.questions.append(params.message)
        self.schemas.append(dict(params.requested_schema))
        content = self.say(params.message)
        return ElicitResult(action="decline") if content is None else ElicitResult(action="accept", content=content)


@dataclass
class Editor:
    """A session."""

    client: Client
    portal: BlockingPortal
    changes: Queue[None]
    log_file: Path

    def tools(self) -> dict[str, Tool]:
        """The tools by name."""

        async def ask() -> list[Tool]:
            return (await self.client.list_tools(cache_mode="bypass")).tools

        return {tool.name: tool for tool in self.portal.call(ask)}

    def call(self, tool: str, **arguments: Any) -> CallToolResult:
        """Calls a tool and waits for its answer."""
        return self.begin(tool, **arguments).answer()

    def data(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """The structured content of a call that has to succeed."""
        result = self.call(tool, **arguments)
        assert not result.is_error, text_of(result)
        assert isinstance(result.structured_content, dict)
        return result.structured_content

    def failure(self, tool: str, **arguments: Any) -> str:
        """The text of a call that has to fail."""
        result = self.call(tool, **arguments)
        assert result.is_error, f"{tool} succeeded: {text_of(result)}"
        return text_of(result)

    def dry_run(self, tool: str, **arguments: Any) -> CallToolResult:
        """Calls a tool with the hint that nothing is to be sent."""

        async def call() -> CallToolResult:
            return await self.client.call_tool(tool, arguments, meta=cast("RequestParamsMeta", {"dryRun": True}))

        return self.portal.call(call)

    def begin(self, tool: str, **arguments: Any) -> Running:
        """Begins a call."""
        reports: Queue[Report] = Queue()

        async def report(progress: float, total: float | None, message: str | None) -> None:
            reports.put(Report(progress, total, message))

        async def call() -> CallToolResult:
            return await self.client.call_tool(tool, arguments, progress_callback=report)

        return Running(self.portal.start_task_soon(call), reports)

    def refusal(self, method: str, *arguments: Any) -> MCPError:
        """The protocol error that a method of the client ends with."""

        async def ask() -> MCPError:
            try:
                await getattr(self.client, method)(*arguments)
            except MCPError as error:
                return error
            raise AssertionError(f"{method} succeeded")

        return self.portal.call(ask)

    @contextmanager
    def noticing_changes(self) -> Iterator[Queue[None]]:
        """A queue that gets an entry each time that the server says its tools have changed."""
        if self.client.protocol_version != Lifecycle.STATELESS:
            yield self.changes
            return
        with self.portal.wrap_async_context_manager(self.client.listen(tools_list_changed=True)) as subscription:

            async def listen() -> None:
                async for _ in subscription:
                    self.changes.put(None)

            listening = self.portal.start_task_soon(listen)
            try:
                yield self.changes
            finally:
                listening.cancel()

    def log(self) -> str:
        """What the host wrote to stderr so far."""
        return self.log_file.read_text(encoding="utf-8")


@contextmanager
def editor(
    host: Host, log_file: Path, lifecycle: Lifecycle, *arguments: str, person: Person | None = None, **environment: str
) -> Iterator[Editor]:
    """Starts `host serve` with these arguments and opens a session with it; without a person, it cannot ask."""
    changes: Queue[None] = Queue()

    async def notice(message: IncomingMessage) -> None:
        if isinstance(message, ToolListChangedNotification):
            changes.put(None)

    ask = person.ask if person else None
    parameters = StdioServerParameters(
        command=str(host.executable), args=["serve", *arguments], env={**host.environment, **environment}
    )
    with log_file.open("w", encoding="utf-8") as log, start_blocking_portal() as portal:
        client = Client(
            stdio_client(parameters, errlog=log), mode=lifecycle.value, message_handler=notice, elicitation_callback=ask
        )
        with portal.wrap_async_context_manager(client):
            yield Editor(client, portal, changes, log_file)


def text_of(result: CallToolResult) -> str:
    """The text of a result."""
    return "\n".join(block.text for block in result.content if isinstance(block, TextContent))
