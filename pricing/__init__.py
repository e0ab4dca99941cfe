"""What a WhatsApp Business message costs, by the rules and the rate card of any day. Pure: no clock, no network.

    assess(timeline, book)      what each event of a chat does and costs
    rate(where, category, …)    what a unit costs
    estimate(volumes, terms)    a bill

Types are in `pricing.types`, errors in `pricing.errors`, the rules of a day in `pricing.parameters`.
"""

from pricing.assess import assess
from pricing.estimate import estimate
from pricing.ratecards import RateBook, rate

__all__ = ["RateBook", "assess", "estimate", "rate"]
