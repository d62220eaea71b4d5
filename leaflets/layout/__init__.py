"""From a document to pages: every item placed, every item owned."""
