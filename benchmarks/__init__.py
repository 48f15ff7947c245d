"""What a page costs, measured beside an empty one: `make bench`.

A figure is a benchmark, never a test: a missed target is told, and nothing fails.
"""
