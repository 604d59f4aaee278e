"""Workshops: agendas, alone and in a pack."""
