"""The text engine, for every script: from styled spans to lines of placed glyphs.

:mod:`~leaflets.text.paragraph` is its interface; the docstring lists the modules in the order in which a
paragraph passes through them. :mod:`~leaflets.text.spans` defines the input, :mod:`~leaflets.text.shaped` the
output.
"""
