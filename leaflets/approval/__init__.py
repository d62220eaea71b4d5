"""Who signed which words, whether that still holds, and when a leaflet is final."""
