"""The records of the house: tables, values, database and journal."""
