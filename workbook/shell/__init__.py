"""What each command of the shell takes, and does. Whatever is costly to import waits until it is needed."""
