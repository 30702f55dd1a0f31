"""An edition on disk."""
