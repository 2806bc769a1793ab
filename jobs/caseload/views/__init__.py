"""Pages of the caseload: the list, what is done with it, the supervisor's table, sharing out, weeks."""
