"""Draws the sample pictures of Fovea's demo: ships at sea, and whatever else may be seen there."""
