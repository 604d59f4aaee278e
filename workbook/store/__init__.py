"""Answers: records, durable storage, and what has been typed but not yet written."""
