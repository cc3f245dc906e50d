"""Everything of the ledger that talks to the database."""
