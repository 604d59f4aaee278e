"""The console of a workshop."""
