"""Kernels that are there at once: forked from one process, or started ahead.

Everything here is of use without the rest of relkit: see ``docs/kernels.md``.
"""
