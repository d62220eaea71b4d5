"""A workspace on the disk: what its files are called, reading them, and which of their faults refuse what."""
