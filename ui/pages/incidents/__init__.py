"""Hændelser, konflikter and bortvisninger: lists with what can be done at the side."""
