"""Every use case of an open house under one roof, made when it is first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from boform_app.services.views.admin import Actor

if TYPE_CHECKING:
    from boform_app.services.absences import AbsencesService
    from boform_app.services.account_prints import AccountPrintsService
    from boform_app.services.answers import AnswersService
    from boform_app.services.appointments import AppointmentsService
    from boform_app.services.belongings import BelongingsService
    from boform_app.services.board import BoardService
    from boform_app.services.case_municipalities import CaseMunicipalitiesService
    from boform_app.services.caseworkers import CaseworkersService
    from boform_app.services.circle import CircleService
    from boform_app.services.composing import ComposingService
    from boform_app.services.conditions import ConditionsService
    from boform_app.services.conflicts import ConflictsService
    from boform_app.services.consents import ConsentsService
    from boform_app.services.contact_log import ContactLogService
    from boform_app.services.context import OpenHouse
    from boform_app.services.cooperation import CooperationService
    from boform_app.services.course import CourseService
    from boform_app.services.day_log import DayLogService
    from boform_app.services.documents import DocumentsService
    from boform_app.services.drafts import DraftsService
    from boform_app.services.economy import EconomyService
    from boform_app.services.emergency_folder import EmergencyFolderService
    from boform_app.services.ending import EndingService
    from boform_app.services.expulsions import ExpulsionsService
    from boform_app.services.ffb import FfbService
    from boform_app.services.figures import FiguresService
    from boform_app.services.filing import FilingService
    from boform_app.services.goals import GoalsService
    from boform_app.services.handover import HandoverService
    from boform_app.services.history import HistoryService
    from boform_app.services.homes import HomesService
    from boform_app.services.house import HouseService
    from boform_app.services.house_tasks import HouseTasksService
    from boform_app.services.incidents import IncidentsService
    from boform_app.services.keeping import KeepingService
    from boform_app.services.keys import KeysService
    from boform_app.services.letter_texts import LetterTextsService
    from boform_app.services.letters import LettersService
    from boform_app.services.medicines import MedicinesService
    from boform_app.services.meetings import MeetingsService
    from boform_app.services.month_runs import MonthRunsService
    from boform_app.services.moves import MovesService
    from boform_app.services.municipalities import MunicipalityService
    from boform_app.services.notes import NotesService
    from boform_app.services.offers import OffersService
    from boform_app.services.overviews import OverviewsService
    from boform_app.services.own_papers import OwnPapersService
    from boform_app.services.people import PeopleService
    from boform_app.services.plans import PlansService
    from boform_app.services.refund import RefundService
    from boform_app.services.refused_contacts import RefusedContactsService
    from boform_app.services.register import RegisterService
    from boform_app.services.reservations import ReservationsService
    from boform_app.services.residents import ResidentsService
    from boform_app.services.room_board import RoomBoardService
    from boform_app.services.rooms import RoomsService
    from boform_app.services.rules import RulesService
    from boform_app.services.search import SearchService
    from boform_app.services.sending import SendingService
    from boform_app.services.services_in_use import ServicesInUseService
    from boform_app.services.settings import SettingsService
    from boform_app.services.settlements import SettlementsService
    from boform_app.services.stacks import StacksService
    from boform_app.services.staff import StaffService
    from boform_app.services.stay_plans import StayPlansService
    from boform_app.services.stays import StaysService
    from boform_app.services.subgoals import SubgoalsService
    from boform_app.services.support import SupportService
    from boform_app.services.timeline import TimelineService
    from boform_app.services.today import TodayService
    from boform_app.services.transfers import TransfersService
    from boform_app.services.turned_away import TurnedAwayService
    from boform_app.services.undo import UndoService
    from boform_app.services.waiting import WaitingService

_CLASSES = {
    "absences": "AbsencesService",
    "account_prints": "AccountPrintsService",
    "answers": "AnswersService",
    "appointments": "AppointmentsService",
    "belongings": "BelongingsService",
    "board": "BoardService",
    "case_municipalities": "CaseMunicipalitiesService",
    "caseworkers": "CaseworkersService",
    "circle": "CircleService",
    "composing": "ComposingService",
    "conditions": "ConditionsService",
    "conflicts": "ConflictsService",
    "consents": "ConsentsService",
    "contact_log": "ContactLogService",
    "cooperation": "CooperationService",
    "course": "CourseService",
    "day_log": "DayLogService",
    "documents": "DocumentsService",
    "drafts": "DraftsService",
    "economy": "EconomyService",
    "emergency_folder": "EmergencyFolderService",
    "ending": "EndingService",
    "expulsions": "ExpulsionsService",
    "ffb": "FfbService",
    "figures": "FiguresService",
    "filing": "FilingService",
    "goals": "GoalsService",
    "handover": "HandoverService",
    "history": "HistoryService",
    "homes": "HomesService",
    "house": "HouseService",
    "house_tasks": "HouseTasksService",
    "incidents": "IncidentsService",
    "keeping": "KeepingService",
    "keys": "KeysService",
    "letter_texts": "LetterTextsService",
    "letters": "LettersService",
    "medicines": "MedicinesService",
    "meetings": "MeetingsService",
    "month_runs": "MonthRunsService",
    "moves": "MovesService",
    "municipalities": "MunicipalityService",
    "notes": "NotesService",
    "offers": "OffersService",
    "overviews": "OverviewsService",
    "own_papers": "OwnPapersService",
    "people": "PeopleService",
    "plans": "PlansService",
    "refund": "RefundService",
    "refused_contacts": "RefusedContactsService",
    "register": "RegisterService",
    "reservations": "ReservationsService",
    "residents": "ResidentsService",
    "room_board": "RoomBoardService",
    "rooms": "RoomsService",
    "rules": "RulesService",
    "search": "SearchService",
    "sending": "SendingService",
    "services_in_use": "ServicesInUseService",
    "settings": "SettingsService",
    "settlements": "SettlementsService",
    "stacks": "StacksService",
    "staff": "StaffService",
    "stay_plans": "StayPlansService",
    "stays": "StaysService",
    "subgoals": "SubgoalsService",
    "support": "SupportService",
    "timeline": "TimelineService",
    "today": "TodayService",
    "transfers": "TransfersService",
    "turned_away": "TurnedAwayService",
    "undo": "UndoService",
    "waiting": "WaitingService",
}


class Services:
    """The door between window and house for one log-in.

    Each attribute is a service; its module is imported when somebody first asks for it, so that
    the first page does not wait for the letters' workshop.

    Args:
        house: The open house.
        actor: Who is logged in; every change carries this name.
    """

    if TYPE_CHECKING:
        absences: AbsencesService
        account_prints: AccountPrintsService
        answers: AnswersService
        appointments: AppointmentsService
        belongings: BelongingsService
        board: BoardService
        case_municipalities: CaseMunicipalitiesService
        caseworkers: CaseworkersService
        circle: CircleService
        composing: ComposingService
        conditions: ConditionsService
        conflicts: ConflictsService
        consents: ConsentsService
        contact_log: ContactLogService
        cooperation: CooperationService
        course: CourseService
        day_log: DayLogService
        documents: DocumentsService
        drafts: DraftsService
        economy: EconomyService
        emergency_folder: EmergencyFolderService
        ending: EndingService
        expulsions: ExpulsionsService
        ffb: FfbService
        figures: FiguresService
        filing: FilingService
        goals: GoalsService
        handover: HandoverService
        history: HistoryService
        homes: HomesService
        house: HouseService
        house_tasks: HouseTasksService
        incidents: IncidentsService
        keeping: KeepingService
        keys: KeysService
        letter_texts: LetterTextsService
        letters: LettersService
        medicines: MedicinesService
        meetings: MeetingsService
        month_runs: MonthRunsService
        moves: MovesService
        municipalities: MunicipalityService
        notes: NotesService
        offers: OffersService
        overviews: OverviewsService
        own_papers: OwnPapersService
        people: PeopleService
        plans: PlansService
        refund: RefundService
        refused_contacts: RefusedContactsService
        register: RegisterService
        reservations: ReservationsService
        residents: ResidentsService
        room_board: RoomBoardService
        rooms: RoomsService
        rules: RulesService
        search: SearchService
        sending: SendingService
        services_in_use: ServicesInUseService
        settings: SettingsService
        settlements: SettlementsService
        stacks: StacksService
        staff: StaffService
        stay_plans: StayPlansService
        stays: StaysService
        subgoals: SubgoalsService
        support: SupportService
        timeline: TimelineService
        today: TodayService
        transfers: TransfersService
        turned_away: TurnedAwayService
        undo: UndoService
        waiting: WaitingService

    def __init__(self, house: OpenHouse, actor: Actor) -> None:
        self.open_house = house
        self.actor = actor

    def __getattr__(self, name: str) -> Any:
        """Make the service on first use and keep it; a second log-in has a facade of its own."""
        if name not in _CLASSES:
            raise AttributeError(name)
        service = getattr(import_module(_module(name)), _CLASSES[name])(self.open_house, self.actor)
        setattr(self, name, service)
        return service


def modules() -> tuple[str, ...]:
    """The modules of all services, which are read with the first use of each."""
    return tuple(map(_module, _CLASSES))


def _module(name: str) -> str:
    return f"boform_app.services.{name}"
