"""The only writer of files."""
