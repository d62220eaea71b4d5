"""Pages as drawings for a screen."""
