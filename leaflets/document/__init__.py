"""The hop ``localise``: what a leaflet says in one language, before anybody asks how it looks.

In: the models of :mod:`leaflets.content`, the translations of one language, templates. Out: a
:class:`~leaflets.document.nodes.Document`. :func:`leaflets.document.localise.localise` tells the way:

1. The data become what templates see (``template_data``, ``template_functions``). Texts are said through a
   ``Speaker`` (``speaking``), numbers are written by CLDR (``amounts``, ``cldr_gaps``, ``calendars``). All
   of it is noted in a ``Ledger`` (``ledger``).
2. A template is looked through for faults (``template_checks``) and rendered (``templates``).
3. What it wrote becomes elements (``elements``), then nodes (``markup``, ``inline``, ``footer``), by closed
   rules (``markup_rules``). Words that are not in the ledger are refused.

``digest`` hashes the result, ``dump`` prints it.
"""
