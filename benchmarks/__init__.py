"""Benchmarks of the core: how fast it answers, and how right, beside the usual ways of matching text.

Run them from the checkout (they are not part of the tests):

    pip install -e ".[bench]"
    python -m benchmarks.speed
    python -m benchmarks.accuracy
"""
