"""Tests of Dialogflow: the real client of Google's library against the stand-in, over a real socket."""
