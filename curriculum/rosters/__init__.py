"""Lists of people to enrol: reading their lines, finding whom and what they name, showing them."""
