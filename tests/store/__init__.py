"""Tests of the store, on the real storage."""
