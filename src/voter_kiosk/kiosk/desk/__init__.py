"""The committee's desk: one window for those who use no terminal. Every act is a command in a child process."""
