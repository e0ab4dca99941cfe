"""A stand-in for Google: the real `google.cloud.dialogflow.v2` over gRPC, in plain text, on this machine.

For developing offline and for the tests: the real client speaks to it over a real socket. It refuses what Google
refuses, matches what was pushed to it once it has been trained, and forgets everything when it stops.
"""
