"""Pictures of answers: customer service windows and conversations as bars on a time axis, messages as marks.

Made from what is kept of an answer, so that they show the same years later. SVG for pages, PNG for previews.
"""

from bot.picture.card import card_svg
from bot.picture.drawing import timeline_svg
from bot.picture.pixels import png
from bot.picture.scene import Scene, scene_of

__all__ = ["Scene", "card_svg", "png", "scene_of", "timeline_svg"]
