"""The web server behind ``relkit serve``: Voilà with relkit's pages and manners."""
