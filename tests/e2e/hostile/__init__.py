"""Attempts against the host's sandbox and the add-on's socket.

Each is refused with an error of its own, does not make the host hold much memory, and leaves the next call unharmed.
Attempts that only a well-made component makes, such as an endless loop in Rust, are in `test_sandbox.py`; scripts that
break out are in `test_python_escapes.py`.
"""
