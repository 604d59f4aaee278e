"""Tests of what a person takes with them."""
