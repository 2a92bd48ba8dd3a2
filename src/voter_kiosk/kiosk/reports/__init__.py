"""Officials' papers as A4 PDF: the readiness report, the usage report, the report of many kiosks."""
