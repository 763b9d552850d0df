"""*Huset*: tasks, calendar, keys, post, storage and the medicine cabinet."""
