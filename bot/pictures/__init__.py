"""Pictures of figures: what one shows, its words, and how it is drawn. The only package that knows Pillow."""
