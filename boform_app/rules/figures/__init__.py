"""What a house counts about itself (*Ledelsestal*): lengths of stay, nights, plans, who waits for what.

Pure functions of facts and days; each has one counting rule, and nothing here weighs or ranks a
person or a worker. Groups of fewer than ``groups.LEAST`` residents are only counted together.
"""
