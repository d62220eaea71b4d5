"""The only reader of a workspace."""
