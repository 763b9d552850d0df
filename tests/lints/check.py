"""All rules over all files, less what is allowed."""

from __future__ import annotations

from collections.abc import Iterable

from tests.lints.allowed import ALLOWED, Allowance
from tests.lints.code_rules import CODE_RULES
from tests.lints.sources import Finding, Source
from tests.lints.text_rules import TEXT_RULES

RULES = (*CODE_RULES, *TEXT_RULES)


def findings_in(sources: Iterable[Source]) -> list[Finding]:
    """Every breach of every rule, allowed or not."""
    return [found for source in sources for rule in RULES for found in rule.findings(source)]


def complaints(sources: Iterable[Source], allowed: tuple[Allowance, ...] = ALLOWED) -> list[str]:
    """What has to be mended: breaches that nobody allowed, and allowances that nobody needs."""
    findings = findings_in(sources)
    open_findings = [str(f) for f in findings if not any(a.covers(f) for a in allowed)]
    unused = [
        f"tests/lints/allowed.py: no longer needed: {allowance}"
        for allowance in allowed
        if not any(allowance.covers(finding) for finding in findings)
    ]
    return open_findings + unused
