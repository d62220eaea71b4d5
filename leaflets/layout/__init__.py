"""From a document to pages, on which every item has its position and its owner.

:mod:`~leaflets.layout.compose` has the three steps:

- *Nodes to strips.* :mod:`~leaflets.layout.sections` decides where on the page a section goes,
  :mod:`~leaflets.layout.blocks` how a node of each kind looks (with ``tables``, ``panels`` and ``figures``);
  :mod:`~leaflets.layout.typesetter` sets the words, ``line_spacing`` measures their lines and ``baselines``
  aligns columns. ``masthead`` and ``footer`` set the head and foot of pages.
- *Strips to pages.* :mod:`~leaflets.layout.paginate` decides where pages end; ``strips`` has its units.
- *Pages against the document.* :mod:`~leaflets.layout.witness` finds what was lost, whatever the reason.

Paper, type and gaps are values in ``editions``, colours are in ``styles``, the resulting pages in ``pages``.
"""
