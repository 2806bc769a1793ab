"""Who opens whose data: the rule by office, reasons, sensitive fields on request, the log and who reads it."""
