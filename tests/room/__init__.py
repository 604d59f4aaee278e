"""The room: a session on the disk, its clock, its socket."""
