"""The localised document: what a leaflet says, before anybody asks how it looks."""
