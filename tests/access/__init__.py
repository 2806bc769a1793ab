"""Who reaches which address: a table for each room, joined in ``table``; tests/test_access.py walks it."""
