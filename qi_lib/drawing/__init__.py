"""Drawings of what teams make with the tools: one SVG for page, poster, print and app."""
