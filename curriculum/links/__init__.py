"""Addresses that only the owner of a mailbox knows: signed, and read once they are opened."""
