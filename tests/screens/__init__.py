"""Tests of the screens: the whole app, a real store, the keys a person would press."""
