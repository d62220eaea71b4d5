"""The preview: a web page, for the person at this machine alone, of a leaflet while it is edited."""
