"""A resident's papers to and from another Boform."""
