"""Benchmarks, run on demand and never with the tests."""
