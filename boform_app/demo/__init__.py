"""The demo house: synthetic residents and five years of history, made from a seed."""
