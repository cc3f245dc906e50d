"""The parts of the product, one folder each; `server/modules.py` lists them."""
