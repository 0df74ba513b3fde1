"""演示: an invented year of three real-named offices, told by the real acts. `loading.load` brings it into an empty database."""
