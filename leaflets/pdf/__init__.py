"""From pages to the bytes of a PDF file."""
