"""One named row per page question: what the explorer's pages are made of.

Dates are text at the precision that is known, since "2015-11" is a date here; pages sort and show them as such.
"""
