"""Register books (sổ theo dõi hồ sơ) as offices keep them: how their headers, dates, words and rows are read. Pure.

Nothing here imports more than the standard library and its neighbours, so that the reading process starts at once.
"""
