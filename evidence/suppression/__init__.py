"""Small numbers that would tell of one person, kept out of copies that leave the team.

evidence.suppression.people     the door through which breakdowns by person go out
evidence.suppression.tables     which cells of a table must not be published
evidence.suppression.ranges     what a reader could still work out about a cell that is not
evidence.suppression.markers    the marks that stand in their place, and the legend
"""
