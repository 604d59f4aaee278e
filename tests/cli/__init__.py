"""Tests of the command line: what each command prints, writes and answers with."""
