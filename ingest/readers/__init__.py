"""Formats: each module turns bytes into a document, and nothing else."""
