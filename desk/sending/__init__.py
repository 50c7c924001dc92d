"""What is told outside: put in with the alert, gathered in the morning, carried by mail, robot or file."""
