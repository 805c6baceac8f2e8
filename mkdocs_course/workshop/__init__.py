"""The project's own commands and the asset build. Nothing here is imported by a site build."""
