"""Sheets about more than one resident: for meetings and for the house."""
