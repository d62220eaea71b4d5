"""Changes that people make to a workspace's catalogs and words through the program, not with an editor."""
