"""Which category a message is, judged by its wording or by what it is called (rules C1, C27, N10).

`intents.content.judge` answers the question itself; `intents.content.kinds` spots in a story what was sent. What they
know stands in words/: reasons, words for kinds, question frames and example messages, as Meta's template category
guidelines sort them.
"""
