"""The officials' side of the kiosk, behind a hidden way in and a PIN."""
