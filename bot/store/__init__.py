"""What is kept between questions. `port` says what holds; the rest of the folder does it with SQLAlchemy."""
