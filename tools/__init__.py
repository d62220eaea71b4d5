"""Programs for whoever works on the project: no part of the package, run from the repository's root."""
