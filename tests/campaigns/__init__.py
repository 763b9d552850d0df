"""Campaigns: one property tried many times with random input.

A campaign is a module here with

``SMALL_N`` and ``FULL_N``
    how many rounds the suite does, and how many ``dev.py campaign NAME`` does unless told;
``run(n, seed, report) -> bool``
    do ``n`` rounds, tell ``report("...")`` what happened, line by line, and return whether the
    property held. The same ``n`` and ``seed`` do the same again.

The suite runs every campaign small with a fixed seed (``test_campaigns.py``).
"""
