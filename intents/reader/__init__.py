"""Text into typed facts: messages, instants, quantities, places, states."""
