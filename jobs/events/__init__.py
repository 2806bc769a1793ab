"""Events for the public: conferences, talks and job fairs, who hires there, taking part."""
