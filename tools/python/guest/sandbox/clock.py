"""Time that can be slept through at once: nobody gains by waiting."""

from __future__ import annotations

import time

_real = {name: getattr(time, name) for name in ("time", "monotonic", "perf_counter", "process_time")}
_slept = 0.0


def reset() -> None:
    """Starts a script's time."""
    global _slept
    _slept = 0.0


def install() -> None:
    """Puts it in the place of the `time` module's own."""
    for name in _real:
        setattr(time, name, _seconds(name))
        setattr(time, f"{name}_ns", _nanoseconds(name))
    time.sleep = _sleep


def _seconds(name: str):
    real = _real[name]
    return lambda: real() + _slept


def _nanoseconds(name: str):
    real = _real[name]
    return lambda: int((real() + _slept) * 1e9)


def _sleep(seconds: float) -> None:
    global _slept
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    _slept += seconds
