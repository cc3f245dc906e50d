"""Everything of brands that talks to the database."""
