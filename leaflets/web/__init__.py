"""The web page of one's own machine: the real leaflet, beside what is wrong with it, while it is edited."""
