"""The startup scene as it is."""
