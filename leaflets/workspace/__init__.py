"""A workspace on the disk: reading it, the files that nothing reads, and which of its faults refuse what."""
