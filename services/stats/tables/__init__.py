"""Schema "stats": rows, constraints and indexes."""

from services.stats.tables import books as books
from services.stats.tables import closings as closings
from services.stats.tables import oddities as oddities
from services.stats.tables import par as par
from services.stats.tables import sums as sums
from services.stats.tables import votes as votes
from services.stats.tables.schema import METADATA as METADATA
