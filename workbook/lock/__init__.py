"""The lock as a person meets it: locking after a while, asking, changing it. How files are sealed is the store's."""
