"""Workshops: what a group does, for how long. Pure functions and plain files; no screens, no answers."""
