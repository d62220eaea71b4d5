"""The step ``read``: the files in ``data/`` as validated values, each with its line.

In: the bytes of YAML files. Out: frozen pydantic models, or all problems of a file. The steps
are :mod:`~leaflets.content.yaml_parsing` (bytes to plain data), :mod:`~leaflets.content.reading` (plain
data to models) and :mod:`~leaflets.content.library` (checks across files). The models also declare
which of their texts are translated. Nothing here translates or knows about pages.
"""
