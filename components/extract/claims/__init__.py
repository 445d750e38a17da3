"""Figures as claims built in passes: each value knows the rule that set it and the words that say so.

The number grammar (quantities/) makes the figures; then these passes go over all of an article's, in this order, each done
whole or dropped whole (engine.py); those from "subjects" to "sources" sentence by sentence. What each asks for of a figure
beside its number and its noun, and what it may set:

| pass | reads | sets |
|---|---|---|
| KILLED | label unit subject partitive supersedes part_of additional_to anchor score sure weak also | label unit subject scope anchor sure weak also additional_to part_of same_as supersedes score quantity |
| WEAPON_COUNT | label unit subject partitive weapon | label unit subject weapon head end anchor |
| PERCENT | label | label |
| MONEY | label | label |
| AGE | label | label unit subject end |
| DURATION | label subject | label subject |
| MEASURE | label | label |
| COUNT | label unit | label unit end |
| lines that are not the story | - | scope |
| neighbours | label unit subject weapon same_as anchor | same_as supersedes label weapon unit subject scope anchor |
| compared | label unit subject scope supersedes part_of anchor | supersedes label unit subject scope anchor |
| named again | label unit subject same_as part_of anchor | same_as label unit subject anchor |
| parts | label unit subject partitive same_as part_of anchor | part_of label unit subject anchor |
| bases of shares | label part_of anchor | label |
| sums | label scope part_of | part_of |
| earlier values | label unit scope supersedes part_of | supersedes scope |
| changed values | label scope same_as supersedes part_of | supersedes scope |
| compared amounts | label unit subject weapon | label unit subject weapon quantity |
| nouns left out | label unit subject weapon part_of | label unit subject weapon |
| parts that stand | label supersedes part_of | part_of |
| headline | label unit same_as part_of | same_as |
| subjects | label unit subject weapon same_as | subject |
| days and periods | label partitive scope as_of period supersedes anchor | as_of period |
| places | label weapon place | place |
| scopes | label unit subject scope period anchor | scope period |
| sources | label source source_span relay | source source_span relay |
| sources between | source source_span relay | source source_span relay |
| days of others | scope as_of | as_of |
| attackers and victims | label unit scope | scope |
| values of a total | label scope place as_of period same_as part_of | as_of period scope place |
| kinds of victims | label subject scope same_as victim_type | victim_type |

A claim is what its findings settle to: of each value the last one that stands. model.py has the figure in the making,
rules.py the rows of data/rules, explain.py the reasons in words.
"""
