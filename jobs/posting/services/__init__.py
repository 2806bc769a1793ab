"""What changes vacancies beside their text: life, merging, starting points."""
