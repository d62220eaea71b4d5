"""The readers: each an adapter that gives back what a person who copies would get, and its own version."""
