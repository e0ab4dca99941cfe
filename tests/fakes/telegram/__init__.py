"""A Bot API server on the loopback interface: what the library talks to in the tests, over real connections."""
