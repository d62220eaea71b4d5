"""The step ``localise``: what a leaflet says in one language, independent of its layout.

In: the models of :mod:`leaflets.content`, the translations of one language, templates. Out: a
:class:`~leaflets.document.nodes.Document`. :func:`leaflets.document.localise.localise` runs the steps:

1. The data are wrapped for templates (``template_data``, ``figure_measures``, ``template_functions``). A
   ``Voice`` (``voice``) says texts through a ``Speaker`` (``speaking``) and formats numbers with CLDR
   (``amounts``, ``cldr_gaps``, ``calendars``). All of it is recorded in a ``Ledger`` (``ledger``).
2. A template is checked for faults (``template_checks``) and rendered (``templates``).
3. Its output becomes elements (``elements``), then nodes (``markup``, ``inline``, ``footer``), by closed
   rules (``markup_rules``). Words that are not in the ledger are refused.

``digest`` hashes the result, ``dump`` prints it.
"""
