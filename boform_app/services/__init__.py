"""One use-case class per subject: commands in, frozen dataclasses out."""
