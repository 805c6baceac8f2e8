"""The blocks authors write. A new one is a class in this folder and a line here."""

from mkdocs_course.blocks.base import CourseBlock
from mkdocs_course.blocks.checklist import Checklist, Criterion
from mkdocs_course.blocks.glossary_terms import GlossaryTerms
from mkdocs_course.blocks.header import CourseModules, ModuleHeader
from mkdocs_course.blocks.lab import Lab
from mkdocs_course.blocks.operating_path import OperatingPath, Stage
from mkdocs_course.blocks.progress import CourseProgress, ModuleProgress, Outcomes
from mkdocs_course.blocks.quick_checks import QuickCheck, QuickChecks
from mkdocs_course.blocks.sections import FailureMode, MentalModel, WorkedExample
from mkdocs_course.blocks.writing import Artefact, Part, Reflection

CLASSES: tuple[type[CourseBlock], ...] = (
    ModuleHeader,
    ModuleProgress,
    Outcomes,
    FailureMode,
    OperatingPath,
    Stage,
    WorkedExample,
    Checklist,
    Criterion,
    Reflection,
    Artefact,
    Part,
    MentalModel,
    QuickChecks,
    QuickCheck,
    Lab,
    GlossaryTerms,
    CourseModules,
    CourseProgress,
)

BLOCKS = {block.NAME: block for block in CLASSES}
SPECS = {block.NAME: block.SPEC for block in CLASSES}
