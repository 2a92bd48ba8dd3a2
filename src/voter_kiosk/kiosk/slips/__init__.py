"""What a citizen takes along: one screen as a sheet, the sheet as plain text in a code, and as a slip of paper."""
