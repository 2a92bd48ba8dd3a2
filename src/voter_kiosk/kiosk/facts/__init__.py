"""What each screen shows, one small file a screen. Python decides facts, QML decides looks."""
