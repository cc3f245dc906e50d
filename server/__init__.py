"""Linghang's server: one Litestar application over the sync engine and the parts of the domain."""
