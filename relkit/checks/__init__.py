"""Questions that check understanding, and answer with a sentence that says why."""
