"""Widgets, tried in a real app."""
