"""One file per subject; importing this package registers every table."""

from models.tables.cases import ActionPlan, Overview, Prerequisite
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
from models.tables.letters import Blob, Letter, SavedCopy
from models.tables.people import Alert, Consent, NextOfKin, Note, NotePerson, Person
from models.tables.stays import Absence, PlacePeriod, Stay, Task

__all__ = [
    "Absence",
    "AccessLog",
    "ActionPlan",
    "Alert",
    "Blob",
    "Consent",
    "Counter",
    "DraftPresence",
    "House",
    "Letter",
    "MunicipalityContact",
    "NextOfKin",
    "Note",
    "NotePerson",
    "Operation",
    "OperationSubject",
    "Overview",
    "Person",
    "Place",
    "PlacePeriod",
    "Prerequisite",
    "Revision",
    "RolePermission",
    "Room",
    "RuleRow",
    "SavedCopy",
    "Staff",
    "StaffSetting",
    "Stay",
    "Task",
]
