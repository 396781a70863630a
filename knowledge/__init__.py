"""What is known, and how to look it up."""
