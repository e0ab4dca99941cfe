"""The web: pages to ask in and to keep answers on, the API, and the service that all channels with HTTP live in."""
