"""The room's web side: what phones, the facilitator and the wall ask of it."""
