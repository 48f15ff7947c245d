"""How Hypothesis looks for values that break a law: on any machine, with no clock."""

from hypothesis import settings

settings.register_profile("relkit", deadline=None)
settings.load_profile("relkit")
