"""What a stay costs, and who collects it (domain/law.md 4): pure functions in whole øre.

``facts`` what the others are told, ``rates`` dated amounts, ``nights`` which nights count and are
paid, ``settlement`` what a handlekommune owes for a month, ``charges`` what a resident owes the
house for food and laundry, ``lodging`` what the handlekommune collects from the resident.
"""
