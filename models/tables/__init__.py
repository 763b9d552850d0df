"""One file per subject; importing this package registers every table."""

from models.tables.cases import ActionPlan, Overview, Prerequisite, PrerequisitePeriod
from models.tables.contacts import (
    Answer,
    Caseworker,
    ContactEntry,
    Document,
    Meeting,
    MunicipalityPeriod,
    Transfer,
)
from models.tables.day_log import NoteWord, Phrase, ReadReceipt
from models.tables.house import (
    House,
    MunicipalityContact,
    Place,
    RolePermission,
    Room,
    RuleRow,
    Staff,
    StaffSetting,
)
from models.tables.journal import (
    AccessLog,
    Counter,
    DraftPresence,
    Operation,
    OperationSubject,
    Revision,
)
from models.tables.letters import Blob, Letter, LetterText, SavedCopy
from models.tables.moving import (
    DischargeEvidence,
    HomeOffer,
    HousingSearch,
    NightsElsewhere,
    Support,
)
from models.tables.people import Alert, Consent, NextOfKin, Note, NotePerson, Person
from models.tables.stay_plans import Goal, GoalEvaluation, StayPlan, Subgoal, SubgoalTask
from models.tables.stays import Absence, PlacePeriod, Stay, Task

__all__ = [
    "Absence",
    "AccessLog",
    "ActionPlan",
    "Alert",
    "Answer",
    "Blob",
    "Caseworker",
    "Consent",
    "ContactEntry",
    "Counter",
    "DischargeEvidence",
    "Document",
    "DraftPresence",
    "Goal",
    "GoalEvaluation",
    "HomeOffer",
    "House",
    "HousingSearch",
    "Letter",
    "LetterText",
    "Meeting",
    "MunicipalityContact",
    "MunicipalityPeriod",
    "NextOfKin",
    "NightsElsewhere",
    "Note",
    "NotePerson",
    "NoteWord",
    "Operation",
    "OperationSubject",
    "Overview",
    "Person",
    "Phrase",
    "Place",
    "PlacePeriod",
    "Prerequisite",
    "PrerequisitePeriod",
    "ReadReceipt",
    "Revision",
    "RolePermission",
    "Room",
    "RuleRow",
    "SavedCopy",
    "Staff",
    "StaffSetting",
    "Stay",
    "StayPlan",
    "Subgoal",
    "SubgoalTask",
    "Support",
    "Task",
    "Transfer",
]
