"""Interactive courses for MkDocs. This file imports nothing that must be installed."""
