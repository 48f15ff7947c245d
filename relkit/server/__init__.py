"""The web server behind ``relkit serve``: Voilà, with relkit's own pages and manners."""
