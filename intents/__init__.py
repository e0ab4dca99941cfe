"""What is being asked: intents, the recognizers and the reader. No prices and no text for people in here."""
