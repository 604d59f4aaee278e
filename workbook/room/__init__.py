"""A workshop's room: the session's file, its clock, and the socket behind the room's screen."""
