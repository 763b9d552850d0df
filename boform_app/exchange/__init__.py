"""What leaves the house and what comes in: foreign files, answers, calendars, mail, transfers."""
