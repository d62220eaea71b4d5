"""What is shipped with the code, as the repository holds it: only these tests and ``corpus`` read it."""
