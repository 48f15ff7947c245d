"""What a page costs beside an empty one, what single steps take, what a room carries.

`make bench` measures all of it.

A figure is a benchmark, never a test: a missed target is told, and nothing fails.
"""
