"""What people and programs get back: channels, commands and replies."""
