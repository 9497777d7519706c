"""The protocol, seen by a client of a real server: every mistake gets its own clear answer, and life goes on."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed

from addon import contract as contracts

from .client import Client, Failed
from .conftest import Serve

SLOW_RENDER = {
    "view": {"free": {"location": [9, 9, 9], "target": [0, 0, 0], "focal_length": 50}},
    "width": 96,
    "height": 96,
    "engine": "cycles",
    "samples": 64,
}
MEBIBYTE = 1024 * 1024


@pytest.fixture
def client(server: str, connect: Serve) -> Iterator[Client]:
    opened = connect(server)
    yield opened
    assert opened.ask("scene.ping")["background"] is True


def test_both_sides_tell_who_they_are(client: Client) -> None:
    contract = contracts.load()
    answer = client.ask("hello", protocol=1, contract=contract.hash, client="test 1")
    assert answer["contract"] == contract.hash
    assert answer["protocol"] == 1
    assert answer["background"] is True
    assert answer.keys() == {"protocol", "contract", "server", "blender_version", "background"}


def test_another_protocol_version_is_refused(client: Client) -> None:
    with pytest.raises(Failed, match="validation: protocol: the add-on speaks version 1, the client 2"):
        client.ask("hello", protocol=2, contract="", client="test 1")


def test_an_operation_changes_the_scene_and_its_result_can_be_read_back(client: Client) -> None:
    name = client.ask("objects.add_primitive", primitive="cube", settings={}, location=[1, 2, 3])["name"]
    assert client.ask("scene.get_object_info", name=name)["location"] == [1, 2, 3]
    assert client.ask("removal.delete_object", name=name, with_children=False) == [name]


def test_answers_belong_to_their_requests(client: Client) -> None:
    names = {
        client.send("objects.add_primitive", primitive="cube", settings={}, name=f"Box{i}"): f"Box{i}"
        for i in range(20)
    }
    assert {body["id"]: body["result"]["name"] for body in (client.answer() for _ in names)} == names
    for name in names.values():
        client.ask("removal.delete_object", name=name, with_children=False)


def test_clients_do_not_get_each_others_answers(server: str, connect: Serve) -> None:
    clients = [connect(server) for _ in range(5)]
    for i, each in enumerate(clients):
        for j in range(10):
            each.socket.send(json.dumps({"id": f"{i}/{j}", "op": "scene.ping"}))
    for i, each in enumerate(clients):
        assert {each.answer()["id"] for _ in range(10)} == {f"{i}/{j}" for j in range(10)}


def test_bytes_travel_in_a_binary_frame(client: Client) -> None:
    client.send("render.render_image", **{**SLOW_RENDER, "engine": "workbench", "width": 16, "height": 16})
    frame = client.socket.recv()
    assert isinstance(frame, bytes)
    length = int.from_bytes(frame[:4], "big")
    place = json.loads(frame[4 : 4 + length])["result"]["png"]
    assert frame[4 + length + place["offset"] :].startswith(b"\x89PNG")
    assert len(frame) == 4 + length + place["length"]


def test_a_request_may_come_in_a_binary_frame(client: Client) -> None:
    text = json.dumps({"id": 5, "op": "scene.ping"}).encode()
    client.socket.send(len(text).to_bytes(4, "big") + text)
    assert client.answer()["ok"] is True


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        ("{", "not valid JSON"),
        ("", "not valid JSON"),
        ("[]", "A message is a JSON object, got an array of 0"),
        ('{"id": NaN, "op": "scene.ping"}', "NaN is not a finite number"),
        ('{"id": 1, "op": "scene.ping", "x": -Infinity}', "-Infinity is not a finite number"),
        ('{"id": 1, "id": 2, "op": "scene.ping"}', "the key 'id' is there twice"),
        ("[" * 100_000, "nested too deeply"),
        ('{"id": 1, "op": "' + "\\ud800" + '"}', "half of a surrogate pair"),
        ('{"id": ' + "9" * 5000 + "}", "not valid JSON"),
        ('{"op": "scene.ping"}', "id: expected an integer or a text of at most 64 characters, got null"),
        ('{"id": true, "op": "scene.ping"}', "id: expected .* got true"),
        ('{"id": 1.5, "op": "scene.ping"}', "id: expected .* got 1.5"),
        ('{"id": "' + "x" * 65 + '"}', "id: expected .* got a text of 65 characters"),
        (b"", "shorter than"),
        (b"\xff\xff\xff\xff", "shorter than"),
        (b"\x00\x00\x00\x02\xff\xfe", "not UTF-8"),
    ],
)
def test_a_message_that_is_no_request_is_answered_without_an_id(
    client: Client, frame: str | bytes, message: str
) -> None:
    body = client.error_for(frame)
    assert body["id"] is None
    with pytest.raises(Failed, match=f"validation: .*{message}"):
        raise Failed(body["error"])


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        ({"op": 5}, "op: expected the name of an operation, got 5"),
        ({"op": "scene.pong"}, "There is no operation 'scene.pong'; did you mean \"scene.ping\""),
        ({"op": "scene.ping", "token": 5}, "token: expected a text, got 5"),
        ({"op": "scene.ping", "deadline_ms": -1}, "deadline_ms: expected milliseconds"),
        ({"op": "scene.ping", "x": 1}, "x: there is no such parameter"),
        ({"op": "objects.rename_object", "name": "Cube", "newname": "x"}, 'newname: .* did you mean "new_name"'),
        (
            {"op": "objects.rename_object", "name": "Cube"},
            "new_name: expected a text of 1 to 63 characters, got nothing",
        ),
        (
            {"op": "objects.move_object", "name": "Cube", "location": [0, 1e999, 0], "relative": True},
            r"location\[1\]: expected a number from -1000000 to 1000000, got inf",
        ),
        (
            {"op": "objects.move_object", "name": "Cube", "location": [0, 0], "relative": True},
            "location: expected an array of exactly 3, got an array of 2",
        ),
        (
            {"op": "objects.add_primitive", "primitive": "cube", "settings": {"sise": 1}},
            r'settings\.sise: there is no such parameter; did you mean "size"',
        ),
        ({"op": "cancel"}, "target: expected the id of a request, got null"),
        ({"op": "cancel", "target": 1, "force": True}, "force: there is no such parameter"),
    ],
)
def test_a_wrong_request_is_told_what_is_wrong(client: Client, request_: dict[str, Any], message: str) -> None:
    body = client.error_for(json.dumps({"id": "mine", **request_}).replace("Infinity", "1e999"))
    assert body["id"] == "mine"
    with pytest.raises(Failed, match=f"validation: {message}"):
        raise Failed(body["error"])


def test_a_message_that_is_too_big_is_refused_and_the_connection_lives_on(client: Client) -> None:
    body = client.error_for(" " * (16 * MEBIBYTE + 1))
    assert "at most 16777216 are taken" in body["error"]["message"]
    assert body["error"]["category"] == "validation"


def test_a_message_of_any_size_at_all_ends_only_its_own_connection(server: str, connect: Serve, client: Client) -> None:
    other = connect(server)
    with pytest.raises(ConnectionClosed) as closed:
        ask_for_too_much(other)
    assert closed.value.rcvd is None or closed.value.rcvd.code == 1009


def ask_for_too_much(client: Client) -> None:
    client.socket.send(" " * (65 * MEBIBYTE))
    client.socket.recv(timeout=10)


def test_an_id_in_flight_is_refused_without_answering_in_its_place(client: Client) -> None:
    client.socket.send(json.dumps({"id": 7, "op": "render.render_image", **SLOW_RENDER}))
    body = client.error_for(json.dumps({"id": 7, "op": "scene.ping"}))
    assert body["id"] is None
    assert "7 is in flight already" in body["error"]["message"]
    finished = client.answer()
    assert (finished["id"], finished["ok"]) == (7, True)


def test_progress_is_told_before_the_answer(client: Client) -> None:
    request_id = client.send("render.render_image", **SLOW_RENDER)
    messages = [client.receive()]
    while "ok" not in messages[-1]:
        messages.append(client.receive())
    *told, answer = messages
    assert answer["ok"] is True
    assert told
    assert all(each["id"] == request_id and each["progress"]["total"] == 64 for each in told)
    done = [each["progress"]["done"] for each in told]
    assert done == sorted(done)


def test_a_queued_request_can_be_cancelled(client: Client) -> None:
    render = client.send("render.render_image", **SLOW_RENDER)
    add = client.send("objects.add_primitive", primitive="cube", settings={}, name="Never")
    cancel = client.send("cancel", target=add)
    answers = {body["id"]: body for body in (client.answer() for _ in range(3))}
    assert answers[cancel]["result"] == {"state": "queued"}
    assert answers[add]["error"] == {"category": "operation", "message": "cancelled", "retryable": False}
    assert answers[render]["ok"] is True
    assert client.ask("scene.list_objects", name_contains="Never", offset=0, limit=1)["total"] == 0


def test_the_answer_to_a_running_request_is_dropped_after_a_cancel(client: Client) -> None:
    render = client.send("render.render_image", **SLOW_RENDER)
    while "progress" not in client.receive():
        pass
    assert client.ask("cancel", target=render) == {"state": "running"}
    ping = client.send("scene.ping")
    assert client.answer()["id"] == ping


def test_cancelling_what_is_not_there_tells_so(client: Client) -> None:
    assert client.ask("cancel", target="nobody") == {"state": "unknown"}


def test_a_request_whose_deadline_passes_in_the_queue_is_never_run(client: Client) -> None:
    render = client.send("render.render_image", **SLOW_RENDER)
    late = client.send("objects.add_primitive", primitive="cube", settings={}, name="Late", deadline_ms=20)
    answers = [client.answer() for _ in range(2)]
    assert [body["id"] for body in answers] == [late, render]
    assert answers[0]["error"]["category"] == "timeout"
    assert client.ask("scene.list_objects", name_contains="Late", offset=0, limit=1)["total"] == 0


def test_a_full_queue_is_told_and_drains(client: Client) -> None:
    client.send("render.render_image", **SLOW_RENDER)
    while "progress" not in client.receive():
        pass
    for _ in range(110):
        client.send("scene.ping")
    answers = [client.answer() for _ in range(111)]
    refused = [body for body in answers if not body["ok"]]
    assert len(refused) == 10
    assert refused[0]["error"]["category"] == "system"
    assert refused[0]["error"]["retryable"] is True
    assert "queue is full" in refused[0]["error"]["message"]


def test_the_requests_of_a_client_that_leaves_are_not_run(server: str, connect: Serve, client: Client) -> None:
    leaver = connect(server)
    leaver.send("render.render_image", **SLOW_RENDER)
    leaver.send("objects.add_primitive", primitive="cube", settings={}, name="Orphan")
    assert "progress" in leaver.receive()
    leaver.close()
    assert client.ask("scene.list_objects", name_contains="Orphan", offset=0, limit=1)["total"] == 0


def test_a_failing_operation_is_blenders_message_and_no_traceback(client: Client) -> None:
    with pytest.raises(Failed, match="operation: There is no object 'Nobody' in the scene") as failed:
        client.ask("objects.rename_object", name="Nobody", new_name="x")
    assert "Traceback" not in failed.value.message


def test_an_idle_request_is_answered_at_once(client: Client) -> None:
    took = []
    for _ in range(50):
        time.sleep(0.002)
        started = time.perf_counter()
        client.ask("scene.ping")
        took.append(time.perf_counter() - started)
    # Far from the usual half millisecond, but also far from any polling.
    assert sorted(took)[25] < 0.01
