"""A whole mine's phones and its server in one process, from one seed."""
