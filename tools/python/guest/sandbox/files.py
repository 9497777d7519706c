"""Files that live as long as a script: scripts make folders and write logs, and should go on without a disk.

A path that is in a folder which the policy grants is the real one; every other is kept in memory.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import posixpath
import stat
import tempfile
from collections.abc import Callable, Iterator
from typing import Any

# What a script may keep in memory.
MOST_BYTES = 16 * 1024 * 1024
MOST_ENTRIES = 10_000

_HOME = "/home"
# Folders that are there from the start, unless the policy grants others of these names.
_STANDARD = ("/tmp", _HOME)  # noqa: S108 - they are in memory
_real_open = io.open
_real = {
    name: getattr(os, name)
    for name in ("stat", "lstat", "mkdir", "listdir", "scandir", "remove", "unlink", "rmdir", "rename", "replace")
}


class Memory:
    """Folders and files by their absolute paths."""

    def __init__(self) -> None:
        self.here = "/"
        self.folders = {"/", *_STANDARD}
        self.files: dict[str, bytes] = {}
        self.written: list[str] = []

    def absolute(self, path: Any) -> str:
        path = os.fspath(path)
        if isinstance(path, bytes):
            path = path.decode()
        return posixpath.normpath(posixpath.join(self.here, path))

    def exists(self, path: str) -> bool:
        return path in self.files or path in self.folders

    def make_folder(self, path: str) -> None:
        if self.exists(path):
            raise _error(errno.EEXIST, path)
        if posixpath.dirname(path) not in self.folders:
            raise _error(errno.ENOENT, path)
        self._room(0)
        self.folders.add(path)

    def store(self, path: str, content: bytes) -> None:
        self._room(len(content) - len(self.files.get(path, b"")))
        self.files[path] = content
        if path not in self.written:
            self.written.append(path)

    def children(self, path: str) -> list[str]:
        if path not in self.folders:
            raise _error(errno.ENOTDIR if path in self.files else errno.ENOENT, path)
        return sorted(
            posixpath.basename(each)
            for each in (*self.files, *self.folders)
            if each != path and posixpath.dirname(each) == path
        )

    def remove(self, path: str) -> None:
        if path not in self.files:
            raise _error(errno.EISDIR if path in self.folders else errno.ENOENT, path)
        del self.files[path]

    def remove_folder(self, path: str) -> None:
        if self.children(path):
            raise _error(errno.ENOTEMPTY, path)
        self.folders.discard(path)

    def rename(self, old: str, new: str) -> None:
        if old not in self.files:
            raise _error(errno.ENOENT, old)
        self.store(new, self.files.pop(old))

    def status(self, path: str) -> os.stat_result:
        if path in self.files:
            return os.stat_result((stat.S_IFREG | 0o644, 0, 0, 1, 0, 0, len(self.files[path]), 0, 0, 0))
        if path in self.folders:
            return os.stat_result((stat.S_IFDIR | 0o755, 0, 0, 1, 0, 0, 0, 0, 0, 0))
        raise _error(errno.ENOENT, path)

    def _room(self, more: int) -> None:
        if sum(map(len, self.files.values())) + more > MOST_BYTES or len(self.files) + len(self.folders) > MOST_ENTRIES:
            raise OSError(errno.ENOSPC, "A script may keep 16 MiB of files")


memory = Memory()


def reset() -> None:
    """Forgets everything."""
    memory.__init__()  # type: ignore[misc]


def install() -> None:
    """Puts this in the place of `open` and of the functions of `os`."""
    os.environ.clear()
    os.environ["HOME"] = _HOME
    tempfile.tempdir = "/tmp"  # noqa: S108 - it is in memory
    builtins.open = io.open = _open  # type: ignore[assignment]
    os.stat = _real_or("stat", lambda path, **_: memory.status(path))
    os.lstat = _real_or("lstat", lambda path, **_: memory.status(path))
    os.listdir = _real_or("listdir", memory.children, default=".")
    os.scandir = _real_or("scandir", lambda path: _Scan(path), default=".")
    os.mkdir = _real_or("mkdir", lambda path, *_, **__: memory.make_folder(path), new=True)
    os.remove = _real_or("remove", lambda path, **_: memory.remove(path))
    os.unlink = _real_or("unlink", lambda path, **_: memory.remove(path))
    os.rmdir = _real_or("rmdir", lambda path, **_: memory.remove_folder(path))
    os.rename = os.replace = _rename
    os.access = lambda path, *_, **__: _is_real(path) or memory.exists(memory.absolute(path))
    # What `shutil.copy` does besides: there are no permissions.
    os.chmod = os.utime = lambda *_, **__: None
    os.getcwd = lambda: memory.here
    os.chdir = _chdir


def _real_or(
    name: str, otherwise: Callable[..., Any], default: str | None = None, new: bool = False
) -> Callable[..., Any]:
    """The function of `os` for paths that are real, and `otherwise` for those in memory."""
    real = _real[name]

    def function(path: Any = default, *arguments: Any, **keywords: Any) -> Any:
        if isinstance(path, int):
            raise _error(errno.EBADF, str(path))
        absolute = memory.absolute(path)
        if _is_real(absolute):
            if new:
                raise _error(errno.EEXIST, absolute)
            return real(absolute, *arguments, **keywords)
        if new and _is_real(posixpath.dirname(absolute)):
            return real(absolute, *arguments, **keywords)
        return otherwise(absolute, *arguments, **keywords)

    function.__name__ = name
    return function


def _is_real(path: Any) -> bool:
    """Whether a path is in a granted folder. The root itself is never one."""
    absolute = memory.absolute(path)
    if absolute == "/" or (memory.exists(absolute) and absolute not in _STANDARD):
        return False
    try:
        _real["stat"](absolute)
    except (OSError, ValueError):
        return False
    return True


def is_granted(folder: str) -> bool:
    """Whether a folder, or the next one above it that there is, is one that the policy grants."""
    absolute = memory.absolute(folder)
    while not _is_real(absolute):
        if memory.exists(absolute):
            return False
        absolute = posixpath.dirname(absolute)
    return True


def _open(
    file: Any,
    mode: str = "r",
    buffering: int = -1,
    encoding: str | None = None,
    errors: str | None = None,
    newline: str | None = None,
    closefd: bool = True,
    opener: Any = None,
) -> Any:
    if isinstance(file, int) or opener is not None:
        raise PermissionError(errno.EPERM, "There are no file descriptors in the sandbox")
    path = memory.absolute(file)
    writes = any(letter in mode for letter in "wax+")
    if _is_real(path) or (writes and _is_real(posixpath.dirname(path))):
        return _real_open(path, mode, buffering, encoding, errors, newline)
    binary = _File(path, mode)
    if "b" in mode:
        return binary
    return io.TextIOWrapper(binary, encoding or "utf-8", errors, newline, write_through=True)


class _File(io.BytesIO):
    """A file in memory, stored when it is flushed or closed."""

    def __init__(self, path: str, mode: str) -> None:
        self._path = path
        self._writes = any(letter in mode for letter in "wax+")
        if path in memory.folders:
            raise _error(errno.EISDIR, path)
        if "x" in mode and path in memory.files:
            raise _error(errno.EEXIST, path)
        if ("r" in mode and path not in memory.files) or posixpath.dirname(path) not in memory.folders:
            raise _error(errno.ENOENT, path)
        super().__init__(b"" if "w" in mode else memory.files.get(path, b""))
        self.name = path
        if "a" in mode:
            self.seek(0, io.SEEK_END)
        if self._writes:
            memory.store(path, self.getvalue())

    def writable(self) -> bool:
        return self._writes

    def write(self, content: Any) -> int:
        if not self._writes:
            raise io.UnsupportedOperation("not writable")
        if self.tell() + len(content) > MOST_BYTES:
            raise OSError(errno.ENOSPC, "A script may keep 16 MiB of files")
        return super().write(content)

    def flush(self) -> None:
        if self._writes and not self.closed:
            memory.store(self._path, self.getvalue())

    def close(self) -> None:
        self.flush()
        super().close()


class _Entry:
    """What `os.scandir` gives."""

    def __init__(self, folder: str, name: str) -> None:
        self.name = name
        self.path = posixpath.join(folder, name)

    def __fspath__(self) -> str:
        return self.path

    def is_dir(self, **_: Any) -> bool:
        return self.path in memory.folders

    def is_file(self, **_: Any) -> bool:
        return self.path in memory.files

    def is_symlink(self) -> bool:
        return False

    def is_junction(self) -> bool:
        return False

    def stat(self, **_: Any) -> os.stat_result:
        return memory.status(self.path)


class _Scan:
    """The result of `os.scandir`: an iterator that can be closed."""

    def __init__(self, folder: str) -> None:
        self._entries = iter([_Entry(folder, name) for name in memory.children(folder)])

    def __iter__(self) -> Iterator[_Entry]:
        return self._entries

    def __next__(self) -> _Entry:
        return next(self._entries)

    def __enter__(self) -> _Scan:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._entries = iter(())


def _rename(old: Any, new: Any) -> None:
    if _is_real(old):
        _real["rename"](memory.absolute(old), memory.absolute(new))
    else:
        memory.rename(memory.absolute(old), memory.absolute(new))


def _chdir(path: Any) -> None:
    absolute = memory.absolute(path)
    if absolute not in memory.folders and not _is_real(absolute):
        raise _error(errno.ENOENT, absolute)
    memory.here = absolute


def _error(number: int, path: str) -> OSError:
    return OSError(number, os.strerror(number), path)
