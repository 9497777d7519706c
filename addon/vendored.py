"""Makes the bundled `websockets` importable where Blender has not installed it.

Blender installs the wheels of an extension; the same code run as a script or a plain package has none, but Python can
import a pure-Python wheel as the zip file that it is.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path


def provide_websockets() -> None:
    """Adds the wheel to the end of the import path if nothing else offers the package."""
    if find_spec("websockets") is None:
        sys.path.extend(str(wheel) for wheel in Path(__file__).with_name("wheels").glob("websockets-*.whl"))
