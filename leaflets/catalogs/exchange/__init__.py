"""Files that are exchanged with translators and their tools: XLIFF 1.2 and 2.1, TMX and CSV.

One module a format, each from units to bytes and back, and one table of them. Nothing here reads or writes a
catalog: :mod:`leaflets.catalogs.exporting` and :mod:`leaflets.catalogs.importing` do that.
"""
