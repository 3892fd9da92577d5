"""Lists of people to enrol, from the file to the enrolments: for managers of an institution and for staff."""
