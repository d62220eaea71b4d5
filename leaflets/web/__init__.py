"""The preview: a web page of a leaflet while it is edited, only for the person at this machine."""
