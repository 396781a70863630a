"""Outside content into records."""
