"""The add-on's part in Blender's window registers, starts, stops and goes."""

from __future__ import annotations

from collections.abc import Iterator

import bpy
import pytest

import addon
from addon.ui import CLASSES, session

from .client import Client
from .conftest import running


@pytest.fixture
def registered(startup_scene: None) -> Iterator[bpy.types.AddonPreferences]:
    entry = bpy.context.preferences.addons.new()
    entry.module = "addon"
    addon.register()
    yield entry.preferences
    addon.unregister()
    bpy.context.preferences.addons.remove(entry)


def free_port() -> int:
    with running() as url:
        return int(url.rsplit(":", 1)[1])


def test_it_starts_and_stops(registered: bpy.types.AddonPreferences) -> None:
    registered.port = free_port()
    assert not bpy.ops.toolhost.stop.poll()
    assert bpy.ops.toolhost.start() == {"FINISHED"}
    service = session.running()
    assert service
    assert not bpy.ops.toolhost.start.poll()
    with Client(service.server.url):
        assert service.server.clients == 1
    assert bpy.ops.toolhost.stop() == {"FINISHED"}
    assert session.running() is None


def test_a_port_in_use_is_reported(registered: bpy.types.AddonPreferences) -> None:
    with running() as url:
        registered.port = int(url.rsplit(":", 1)[1])
        with pytest.raises(RuntimeError, match="Cannot start"):
            bpy.ops.toolhost.start()
    assert session.running() is None


def test_the_token_is_not_shown_and_nothing_starts_by_itself(registered: bpy.types.AddonPreferences) -> None:
    assert registered.bl_rna.properties["token"].subtype == "PASSWORD"
    assert registered.autostart is False


def test_nothing_is_left_after_unregistering(startup_scene: None) -> None:
    addon.register()
    addon.unregister()
    assert not any(each.is_registered for each in CLASSES)
