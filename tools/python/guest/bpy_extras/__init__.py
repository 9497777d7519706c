"""Blender's helpers for scripts, as far as they have to do with the scene."""
