"""Closes what would otherwise end in a trap or promise what there is not."""

from __future__ import annotations

import builtins
import importlib.machinery
import linecache
import os
import posix
import sys
from collections.abc import Callable
from typing import Any

from . import clock, files

# What `os` can do without a machine.
_KEPT = {
    "fspath",
    "strerror",
    "urandom",
    "getpid",
    "cpu_count",
    "get_terminal_size",
    "_path_normpath",
    "_path_splitroot_ex",
}
_KEPT |= {"_exit", "putenv", "unsetenv", "register_at_fork", "_inputhook", "times", "_path_isdir", "_path_exists"}
_REPLACED = {"stat", "lstat", "mkdir", "listdir", "scandir", "remove", "unlink", "rmdir", "rename", "replace"}
_REPLACED |= {"access", "getcwd", "chdir"}


def seal() -> None:
    """From here on, nothing can be imported that is not there already."""
    sys.path.clear()
    sys.path_hooks.clear()
    sys.path_importer_cache.clear()
    sys.meta_path[:] = [finder for finder in sys.meta_path if finder is not importlib.machinery.PathFinder]
    sys.meta_path.append(_Missing())
    linecache.updatecache = lambda *_: []
    for name in ("input", "breakpoint"):
        setattr(builtins, name, _denied(f"{name}()"))
    for name in dir(posix):
        value = getattr(posix, name)
        if callable(value) and not isinstance(value, type) and name not in _KEPT:
            denied = _denied(f"os.{name}()")
            setattr(posix, name, denied)
            if name not in _REPLACED and hasattr(os, name):
                setattr(os, name, denied)
    os._exit = _denied("os._exit()")
    files.install()
    clock.install()


def _denied(what: str) -> Callable[..., Any]:
    def function(*_: Any, **__: Any) -> Any:
        raise PermissionError(f"{what} is not available: scripts run in a sandbox without a machine")

    return function


class _Missing:
    """Says why a module is not there."""

    @staticmethod
    def find_spec(name: str, path: Any = None, target: Any = None) -> None:
        root = name.partition(".")[0]
        if root in _OTHERS:
            raise ModuleNotFoundError(f"No module named {name!r}: {_OTHERS[root]}", name=name)


_OTHERS = {
    "numpy": "it is not part of the sandbox; use lists, math and mathutils",
    "requests": "scripts cannot reach the network",
    "urllib": "scripts cannot reach the network",
    "http": "scripts cannot reach the network",
    "socket": "scripts cannot reach the network",
    "subprocess": "scripts cannot start programs",
    "multiprocessing": "scripts cannot start programs",
    "threading": "scripts run in one thread",
    "ctypes": "scripts cannot reach native code",
    "addon_utils": "scripts cannot change Blender's add-ons",
    "gpu": "scripts cannot draw into Blender's windows",
    "gpu_extras": "scripts cannot draw into Blender's windows",
    "blf": "scripts cannot draw into Blender's windows",
    "bgl": "scripts cannot draw into Blender's windows",
    "aud": "scripts cannot play sound",
}
