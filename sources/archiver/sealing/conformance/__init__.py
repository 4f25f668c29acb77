"""Hold a WARC file against its standard (ISO 28500:2017) and name each defect.

    check_file(file, name) -> Iterator[Defect | Checked]

reads a file of any size front to back in bounded memory, and never fails on what stands in it.
"""

from sources.archiver.sealing.conformance.check import Checked, check_file
from sources.archiver.sealing.conformance.defects import RULES, FileDefect

__all__ = ["RULES", "Checked", "FileDefect", "check_file"]
