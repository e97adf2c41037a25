"""The official papers: sheets, the press that sets and signs them, and notices that more than one office prints."""
