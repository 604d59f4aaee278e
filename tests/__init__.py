"""Tests: the real app, a real store, the keys a person would press."""
