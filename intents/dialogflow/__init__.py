"""Dialogflow ES: the catalog as an agent of Google's, a recognizer that asks it, and a stand-in that plays Google.

The only folder that imports `google` and `grpc`, and only in the modules that talk to the network: describing,
exporting and comparing agents needs neither.
"""
