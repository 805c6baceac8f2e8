"""Interactive courses for MkDocs: blocks, glossary, manifest. This file imports nothing that must be installed."""
