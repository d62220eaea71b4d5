"""Who signed which words, whether the signatures still hold, and when a leaflet is final."""
