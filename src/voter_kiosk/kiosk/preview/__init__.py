"""The kiosk on a source that nobody has signed yet, watermarked, with what the check finds beside it."""
