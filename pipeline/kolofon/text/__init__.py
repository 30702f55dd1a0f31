"""What several rooms know about words."""
