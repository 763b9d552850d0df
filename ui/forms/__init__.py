"""Own form binding: parse, dirty by comparison, error at the field."""
