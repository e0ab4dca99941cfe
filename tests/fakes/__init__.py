"""Stand-ins for the ports, kept in memory. Each passes the same tests as what it stands for."""
