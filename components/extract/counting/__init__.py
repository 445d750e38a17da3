"""What is shared by all kinds of figures: the page they are found on, the noun they count, how they relate to each other.

| about | modules |
|---|---|
| a figure in the making, and its end | page (the article and its drafts), records (drafts → annotations), by_hand (one that a person marked) |
| what is counted | nouns, elided (left out), subjects (of amounts), shares (no counts of their own), ages, persons (nouns) |
| victims with a number | triggers (casualty words) → victims (whom they mean); neighbours, phrases and contexts (beside, in a table, further off); lists, totals ("the toll"), denials ("nobody") |
| victims without one | singles, named, headlines, fates, outcomes, further (told as another one) |
| weapons | arms (what is named where), bearers (whose a specification is), fleets (counted without their noun) |
| relations | relations (same_as, and the order of all), parts (part_of), revisions (supersedes) |
| where | sites → places; scopes (when is told by the room time, who says so by attribution) |
"""
