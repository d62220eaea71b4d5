"""Text set right in every script: from styled spans to lines of placed glyphs.

:mod:`~leaflets.text.paragraph` is the only way in; its docstring names the modules in the order in which a
paragraph passes through them. :mod:`~leaflets.text.spans` has what goes in, :mod:`~leaflets.text.shaped` what
comes out.
"""
