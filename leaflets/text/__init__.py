"""Text set right in every script: from styled spans to lines of placed glyphs."""
