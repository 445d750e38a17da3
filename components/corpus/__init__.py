"""Annotating more articles than one process should: the input cut into parts, each read, extracted and written by whoever takes it.

The parts follow from the input alone, so that one process, several and a Dask cluster write the same bytes; one that is there is
not made again, so that a run that was killed goes on. Only names of files travel: articles do not pass the process that plans.
"""

from components.corpus.cluster import ClusterError
from components.corpus.parts import Done, Output, PartError
from components.corpus.plan import Plan, PlanError, planned
from components.corpus.running import run

__all__ = ["ClusterError", "Done", "Output", "PartError", "Plan", "PlanError", "planned", "run"]
