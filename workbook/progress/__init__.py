"""Pure functions of pack and history: where someone has been and what might come next."""
