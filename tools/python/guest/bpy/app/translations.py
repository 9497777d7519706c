"""`bpy.app.translations`: texts stay as they are."""

from __future__ import annotations

from typing import Any

locale = "en_US"
locales = ("en_US",)


def pgettext(msgid: str, _msgctxt: str | None = None) -> str:
    """The text itself."""
    return msgid


pgettext_n = pgettext_iface = pgettext_tip = pgettext_rpt = pgettext_data = pgettext


def register(_name: str, _translations: Any) -> None:
    """There is nothing to translate."""


def unregister(_name: str) -> None:
    """There is nothing to translate."""
