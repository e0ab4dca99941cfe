"""What a WhatsApp Business message costs, by the rules and the rate card of any day. Pure: no clock, no network."""
