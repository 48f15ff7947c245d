"""What a page costs beside an empty one, and what single steps take: `make bench`.

A figure is a benchmark, never a test: a missed target is told, and nothing fails.
"""
