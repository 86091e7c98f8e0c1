"""Graders of the text-analysis exercises: the kit, the closed room, and what an instructor does with them."""
