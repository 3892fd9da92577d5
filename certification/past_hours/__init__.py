"""Years of hours in other people's workbooks: from cells and words to what would be recorded.

    read_lines(table, …)     the lines of a table, each with its values and what is wrong with it
    recognise(lines, …)      whose lines they are, which of them are the same, what they are known by
    read_again(line, …)      a line with what somebody wrote over its wrong cells
    Meanings(hour_import)    what the workbook's own words stand for, and what is still to be said
    Preview(hour_import)     the dry run: what would happen to each line, sums, questions, levels

A file here imports only files before it in this list: words, fields, lines, recognition, correcting, meanings, facts,
fates, people, preview, effects, refused.
"""
