"""The figures that a leaflet can have: the data of each, and its shapes.

In: the numbers of a figure and the classes of its labels. Out: shapes in the figure's own units, millimetres
or fractions of its width. Positions, in points or in CSS, and labels are left to :mod:`leaflets.layout` and
:mod:`leaflets.html`.
"""
