"""Pure functions of pack and history."""
