"""What the rest of the web and people's phones read of the portal: maps, feeds, pictures, the installed application."""
