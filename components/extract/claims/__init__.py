"""Figures as claims built in passes: each value knows the rule that set it and the words that say so.

The number grammar (quantities/) makes the figures; then these passes go over all of an article's, in this order, each done
whole or dropped whole (engine.py). What each may set of a figure:

| pass | sets |
|---|---|
| KILLED | label unit subject scope anchor sure weak also additional_to part_of same_as supersedes score quantity |
| WEAPON_COUNT | label unit subject weapon head end anchor |
| PERCENT | label |
| MONEY | label |
| AGE | label unit subject end |
| DURATION | label subject |
| MEASURE | label |
| COUNT | label unit end |
| lines that are not the story | scope |
| neighbours | same_as supersedes label weapon unit subject scope anchor |
| compared | supersedes label unit subject scope anchor |
| named again | same_as label unit subject anchor |
| parts | part_of label unit subject anchor |
| bases of shares | label |
| sums | part_of |
| earlier values | supersedes scope |
| changed values | supersedes scope |
| compared amounts | label unit subject weapon quantity |
| nouns left out | label unit subject weapon |
| parts that stand | part_of |
| headline | same_as |

Then, sentence by sentence (passes.py): subjects of amounts, days and periods, places, scopes, sources. model.py has the figure
in the making, rules.py the rows of data/rules, explain.py the reasons in words.
"""
