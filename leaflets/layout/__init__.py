"""From a document to pages: every item placed, every item owned.

:mod:`~leaflets.layout.compose` is the whole way. The page is built in three steps:

- *Nodes to strips.* :mod:`~leaflets.layout.sections` says where on the page a section stands,
  :mod:`~leaflets.layout.blocks` how a node of each kind looks (with ``tables``, ``panels`` and ``figures``),
  :mod:`~leaflets.layout.typesetter` sets the words, ``line_spacing`` says how tall their lines are and
  ``baselines`` puts what stands side by side on one line. ``masthead`` and ``footer`` are what frames the
  story.
- *Strips to pages.* :mod:`~leaflets.layout.paginate` says where pages end; ``strips`` is what it counts.
- *Pages against the document.* :mod:`~leaflets.layout.witness` finds what was lost, whatever the reason.

Sizes, colours and the distances that several modules share are in ``styles``; the finished values in
``pages``.
"""
