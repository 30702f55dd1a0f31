"""veraPDF, the reference validator of PDF/A and PDF/UA, and what it says of PDFs."""

import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.machine import maven_file, needs

__all__ = ["A2A_UA1", "A3A_UA1", "A4F_UA2", "A4_UA2", "judged"]

_MAIN = "org.verapdf.apps.GreenfieldCliWrapper"

_UA1, _UA2 = "PDF/UA-1", "PDF/UA-2 + Tagged PDF"
A2A_UA1 = {"PDF/A-2A", _UA1}
A3A_UA1 = {"PDF/A-3A", _UA1}
A4_UA2 = {"PDF/A-4", _UA2}
A4F_UA2 = {"PDF/A-4F", _UA2}
"""What a PDF claims, in veraPDF's words."""


def judged(files: Sequence[Path], folder: Path) -> dict[Path, tuple[set[str], list[str]]]:
    """For each PDF the profiles that it claims to meet, and its faults by these.

    veraPDF reads from the file's own XMP what to hold it to: a test compares the profiles, too.  Java takes seconds to
    start, so all files are given to one; `folder` is for its configuration.
    """
    jar = maven_file("greenfield-apps")
    # It runs for seconds, for which the better compiler of Java does not pay.
    java = [needs("java"), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", f"-Dapp.home={folder}", f"-Dbasedir={folder}"]
    command = [*java, "-cp", str(jar), _MAIN, "--format", "xml", "--maxfailuresdisplayed", "2", *map(str, files)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    told = {Path(job.findtext("item/name", "")): job for job in ET.fromstring(done.stdout).iter("job")}  # noqa: S314  veraPDF wrote it
    return {file: (set(_profiles(told[file])), list(_faults(told[file]))) for file in files}


def _profiles(job: ET.Element) -> Iterator[str]:
    for report in job.iter("validationReport"):
        yield report.get("profileName", "").removesuffix(" validation profile")


def _faults(job: ET.Element) -> Iterator[str]:
    for report in job.iter("validationReport"):
        for rule in report.iter("rule"):
            where = "; ".join(f"{told.text}" for told in rule.iter("context"))
            what = rule.findtext("check/errorMessage", "") or rule.findtext("description", "")
            yield f"{rule.get('specification')} {rule.get('clause')}: {what} ({rule.get('failedChecks')}: {where})"
        if report.get("isCompliant") != "true" and not any(report.iter("rule")):
            yield f"{report.get('profileName')}: {report.get('statement')}"
    yield from (f"{job.findtext('taskException/exceptionMessage')}" for _ in job.iter("taskException"))
