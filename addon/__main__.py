"""`python -m addon`, or `blender --background --python addon/__main__.py -- --port 8765`."""

import sys
from pathlib import Path

if not __package__:
    # Blender runs this as a file of no package: say which one, as PEP 366 has it.
    _folder = Path(__file__).resolve().parent
    sys.path.insert(0, str(_folder.parent))
    __package__ = _folder.name

from .headless import main, script_arguments

sys.exit(main(script_arguments(sys.argv[1:])))
