"""The operations: one file for each interface of the WIT package `blender:ops`, and what they share.

A handler checks everything that it can before it changes anything, and works on Blender's data directly: operators
depend on what is selected and visible, and get slow as the scene grows.
"""

from . import cameras, exporting, lights, materials, objects, removal, render, rna_editing, rna_reading, scene
from .registry import bind

__all__ = [
    "bind",
    "cameras",
    "exporting",
    "lights",
    "materials",
    "objects",
    "removal",
    "render",
    "rna_editing",
    "rna_reading",
    "scene",
]
