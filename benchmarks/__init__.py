"""What a page costs, alone and in a crowd, beside what people would use instead.

`make bench` measures all of it.

A figure is a benchmark, never a test: a missed target is told, and nothing fails.
"""
