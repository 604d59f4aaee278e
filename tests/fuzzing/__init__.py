"""Made-up bytes for every reader of what comes from outside."""
