"""Helpers of the workshop; not shipped."""
