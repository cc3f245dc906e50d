"""What a branch's quarter and year come to: pure functions of a scheme, of facts, and of an instant."""

from server.domain.assessments.rules.comparing import Case, Compared, compare, count_bands
from server.domain.assessments.rules.deductions import Charge, Facts, Kept, Standing, charges, deduction_id, kept_of, lapse, settle, state_of
from server.domain.assessments.rules.forms import Marked, form_fault, form_id, mark_fault, mark_id, reopened
from server.domain.assessments.rules.outgoing import contests_book, overview_book
from server.domain.assessments.rules.result import (
    Entry,
    Form,
    Line,
    Result,
    Summed,
    assess,
    assess_year,
    score_id,
)
from server.domain.assessments.rules.scheme import (
    AssessmentContent,
    AssessmentVeto,
    BandLimit,
    DeductionRule,
    FormItem,
    Scheme,
    ScoreWeights,
    faults_of,
    scheme_for,
)
from server.domain.assessments.rules.words import periods_within, quarters_of

__all__ = [
    "AssessmentContent",
    "AssessmentVeto",
    "BandLimit",
    "Case",
    "Charge",
    "Compared",
    "DeductionRule",
    "Entry",
    "Facts",
    "Form",
    "FormItem",
    "Kept",
    "Line",
    "Marked",
    "Result",
    "Scheme",
    "ScoreWeights",
    "Standing",
    "Summed",
    "assess",
    "assess_year",
    "charges",
    "compare",
    "contests_book",
    "count_bands",
    "deduction_id",
    "faults_of",
    "form_fault",
    "form_id",
    "kept_of",
    "lapse",
    "mark_fault",
    "mark_id",
    "overview_book",
    "periods_within",
    "quarters_of",
    "reopened",
    "scheme_for",
    "score_id",
    "settle",
    "state_of",
]
