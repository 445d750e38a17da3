"""What words of time mean, for dates as entities and for the day and period of figures: dates and periods, holidays, the day of
publication, the days and stretches that a sentence names, and which of them is a figure's."""
