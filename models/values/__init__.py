"""Pure values: parse and validate CPR numbers, dates, periods and codes."""
