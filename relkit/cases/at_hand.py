"""Importing this reads the cases that every page offers.

A process that kernels are forked from imports it, so that no kernel has to read them.
"""

from relkit.cases import reading

reading.known()
