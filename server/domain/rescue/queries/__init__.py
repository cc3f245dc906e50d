"""What rescue keeps and does: the key, the import of a file, and the record of past imports."""
