"""The figures that a leaflet can have: what each is drawn from, and which shapes it is drawn as.

In: the numbers of a figure and the classes of its labels. Out: shapes in the figure's own units, millimetres
or parts of its width. Where they stand, in points or in CSS, and how labels are set, is not known here.
"""
