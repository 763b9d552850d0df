"""Afregning: what each handlekommune pays for a month, and the accounts of the house."""
