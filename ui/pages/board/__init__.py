"""Handleplaner: who has the ball in every case, as a list by deadline or as a board."""
