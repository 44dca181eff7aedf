"""What happened in a demonstration before its first morning: cases driven through the services, day by day."""
