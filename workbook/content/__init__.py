"""Chapters: the model of a pack, reading one from a folder, and checking it."""
