"""`bpy.path`: names and paths as texts."""

from __future__ import annotations

import os
import string

from . import _file

_KEPT = set(string.ascii_letters + string.digits)


def abspath(path: str, *, start: str | None = None, library: object = None) -> str:
    """A path without Blender's `//`, which stands for the folder of the file."""
    return os.path.join(start or os.path.dirname(_file.path), path[2:]) if path.startswith("//") else path


def relpath(path: str, *, start: str | None = None) -> str:
    """A path relative to the file, which has no folder here."""
    return path


def basename(path: str) -> str:
    """The last part of a path."""
    return os.path.basename(path[2:] if path.startswith("//") else path)


def clean_name(name: str, *, replace: str = "_") -> str:
    """A name with all that could be a problem in a file's name replaced."""
    return "".join(letter if letter in _KEPT or ord(letter) > 127 or letter in "-._" else replace for letter in name)


def display_name(name: str, *, has_ext: bool = True, title_case: bool = True) -> str:
    """A file's name for people."""
    if has_ext:
        name = os.path.splitext(basename(name))[0]
    name = name.replace("_", " ").strip()
    return name.title() if title_case and name.islower() else name


def display_name_from_filepath(name: str) -> str:
    """A path's last part without its extension."""
    return os.path.splitext(basename(name))[0]


def display_name_to_filepath(name: str) -> str:
    """The opposite of `display_name`."""
    return name.replace("/", "-").replace(":", "-")


def ensure_ext(filepath: str, ext: str, *, case_sensitive: bool = False) -> str:
    """A path that ends with the extension."""
    end = filepath if case_sensitive else filepath.lower()
    return filepath if end.endswith(ext if case_sensitive else ext.lower()) else filepath + ext


def is_subdir(path: str, directory: str) -> bool:
    """Whether a path lies below a folder."""
    path, directory = os.path.normpath(path), os.path.normpath(directory)
    return path.startswith(directory + os.sep)


def native_pathsep(path: str) -> str:
    """A path with the separators of the system."""
    return path.replace("\\", "/")


def resolve_ncase(path: str) -> str:
    """A path as it is written."""
    return path


def reduce_dirs(dirs: list[str]) -> list[str]:
    """Folders without those that lie in others."""
    kept: list[str] = []
    for each in sorted(set(map(os.path.normpath, dirs))):
        if not any(is_subdir(each, other) for other in kept):
            kept.append(each)
    return kept
