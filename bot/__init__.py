"""parkbot: answers about China's industrial parks, with the article each figure came from."""
