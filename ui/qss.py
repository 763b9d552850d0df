"""The one generated style sheet: what palette and painters cannot say. No size of letters here."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from resources import access

if TYPE_CHECKING:
    from ui.theme import Theme

LEAST = 24

_SHEET = Template("""
QMainWindow, QDialog, QWidget#page { background: $bg; }
QWidget#cover { background: $nav; }
QLabel { background: transparent; }
QLabel[tone="text2"] { color: $text2; }
QLabel[tone="text3"] { color: $text3; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="danger"] { color: $danger; }
QLabel[tone="ctl"] { color: $ctl; }
QToolTip { background: $surface; color: $text; border: 1px solid $ctl; padding: ${p4}px; }

QFrame#card, QFrame#panel { background: $surface; border: 1px solid $line; border-radius: ${p8}px; }
QFrame#column { background: $surface2; border: 1px solid $line; border-radius: ${p8}px; }
QListView#cards { background: transparent; border: none; }
QTableView#tiles { background: transparent; border: none; selection-background-color: transparent; }
QFrame#strip { background: $accentBg; border: 1px solid $accent; border-radius: ${p8}px; }
QFrame#warning { background: $soonFill; border: 1px solid $soonFill; border-radius: ${p4}px; }
QFrame#warning QLabel { color: $soonText; }
QFrame#cardfoot { background: $bg; border: none; border-top: 1px solid $line; }
QFrame#track { background: $surface2; border: none; border-radius: ${p4}px; }
QFrame#planhead { background: $surface2; border: none;
  border-top-left-radius: ${p8}px; border-top-right-radius: ${p8}px; }
QFrame#ownhead { background: $accentBg; border: none;
  border-top-left-radius: ${p8}px; border-top-right-radius: ${p8}px; }
QFrame#foot { background: $surface2; border: none; border-top: 1px solid $line;
  border-bottom-left-radius: ${p8}px; border-bottom-right-radius: ${p8}px; }
QFrame#choice { background: $surface; border: 1px solid $line; border-radius: ${p4}px; }
QFrame#choice[chosen="true"] { background: $accentBg; border: 1px solid $accent; }
QFrame#question { background: $accentBg; border: none; }
QFrame#topbar { background: $bg; border: none; border-bottom: 1px solid $line; }
QFrame#nav { background: $nav; border: none; border-right: 1px solid $line; }
QFrame#navhead { background: transparent; border: none; border-bottom: 1px solid $line; }
QFrame#status { background: $bg; border: none; border-top: 1px solid $line; }
QFrame#hairline { background: $line; border: none; }
QFrame#popup { background: $surface; border: 1px solid $ctl; border-radius: ${p4}px; }
QFrame#privacyband { background: $accent; border: none; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox {
  background: $surface; color: $text; border: 1px solid $ctl; border-radius: ${p4}px;
  selection-background-color: $accent; selection-color: $onaccent;
  placeholder-text-color: $text3;
}
QLineEdit { min-height: ${field}px; padding: 0 ${p9}px; }
QPlainTextEdit, QTextEdit { padding: ${p4}px ${p6}px; }
QLineEdit:read-only, QPlainTextEdit[readOnly="true"], QTextEdit[readOnly="true"] {
  background: $surface2; border-color: $surface2; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {
  background: $surface2; border-color: $line; color: $ctl; }
QLineEdit[level="stop"], QPlainTextEdit[level="stop"], QComboBox[level="stop"] {
  border: 2px solid $danger; }
QLineEdit[level="stop"] { min-height: ${field2}px; padding: 0 ${p8}px; }
QPlainTextEdit[bare="true"] { background: transparent; border: 1px solid transparent;
  padding: 0 ${p3}px; }
QPlainTextEdit[bare="true"]:hover { border-color: $line; }
QPlainTextEdit[bare="true"]:focus { background: $surface; border-color: $ctl; }
QLineEdit[bare="true"] { border: none; background: transparent; padding: 0; }

QComboBox { min-height: ${field}px; padding: 0 ${p9}px; }
QComboBox[dense="true"] { min-height: ${dense}px; }
QComboBox::drop-down { border: none; width: ${p28}px; }
QComboBox::down-arrow { image: url($arrow); width: ${p16}px; height: ${p16}px; }
QComboBox::down-arrow:disabled { image: url($arrowOff); }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $ctl; outline: none;
  selection-background-color: $rowsel; selection-color: $text; padding: ${p4}px; }
QComboBox QAbstractItemView::item, QListView#found::item { min-height: ${p28}px; }
QListView#found { border: 1px solid $ctl; }
QListView#found::item { padding: 0 ${p4}px; }
QComboBox QLineEdit { border: none; min-height: 0; padding: 0; background: transparent; }

.QPushButton { min-height: ${button}px; padding: 0 ${p12}px; background: $surface; color: $text;
  border: 1px solid $ctl; border-radius: ${p4}px; }
.QPushButton:hover { background: $accentBg; border-color: $accent; }
.QPushButton:pressed { background: $navsel; border-color: $accent; }
.QPushButton:disabled { background: $surface2; border-color: $line; color: $ctl; }

QCheckBox, QRadioButton { background: transparent; spacing: ${p8}px;
  min-height: ${target}px; }
QCheckBox::indicator, QRadioButton::indicator { width: ${p14}px; height: ${p14}px;
  background: $surface; border: 1px solid $ctl; }
QCheckBox::indicator { border-radius: ${p3}px; }
QRadioButton::indicator { border-radius: ${radio}px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover {
  background: $accentBg; border-color: $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url($tick); }
QRadioButton::indicator:checked { width: ${dot}px; height: ${dot}px; background: $onaccent;
  border: ${ring}px solid $accent; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {
  background: $surface2; border-color: $line; }

QTableView, QListView, QTreeView { background: $surface; border: none; outline: none;
  selection-background-color: $rowsel; selection-color: $text; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: $surface; color: $text2; border: none;
  border-bottom: 1px solid $line; padding: 0; }
QHeaderView::section:first { padding-left: ${p12}px; }
QScrollArea, QScrollArea > QWidget > QWidget#scrolled { background: transparent; border: none; }
QStackedWidget { background: transparent; }

QScrollBar:vertical { width: ${p12}px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: ${p12}px; background: transparent; margin: 0; }
QScrollBar::handle { background: $ctl; border-radius: ${p3}px; margin: ${p3}px; }
QScrollBar::handle:vertical { min-height: ${p32}px; }
QScrollBar::handle:horizontal { min-width: ${p32}px; }
QScrollBar::handle:hover { background: $text2; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QMenu { background: $surface; color: $text; border: 1px solid $ctl; padding: ${p4}px; }
QMenu::item { padding: ${p6}px ${p24}px ${p6}px ${p12}px; border-radius: ${p4}px; }
QMenu::item:selected { background: $rowsel; }
QMenu::item:disabled { color: $ctl; }
QMenu::separator { height: 1px; background: $line; margin: ${p4}px 0; }

QCalendarWidget QWidget { background: $surface; alternate-background-color: $surface; }
QCalendarWidget QToolButton {
  background: transparent; color: $text; border: none; padding: ${p4}px; }
QCalendarWidget QToolButton:hover { background: $accentBg; border-radius: ${p4}px; }
QCalendarWidget QAbstractItemView { selection-background-color: $accent;
  selection-color: $onaccent; color: $text; }
QCalendarWidget QAbstractItemView:disabled { color: $ctl; }
QProgressBar { background: $surface2; border: none; border-radius: ${p4}px; min-height: ${p8}px;
  max-height: ${p8}px; }
QProgressBar::chunk { background: $accent; border-radius: ${p4}px; }
""")

_COLORS = (
    "bg", "surface", "surface2", "nav", "navsel", "rowsel", "accentBg", "line", "ctl", "text",
    "text2", "text3", "accent", "accentH", "onaccent", "focus", "link", "danger",
)  # fmt: skip


def build(theme: Theme) -> str:
    """The style sheet of the look in force."""
    values: dict[str, object] = {name: theme.hex(name) for name in _COLORS}
    values |= {f"p{n}": theme.px(n) for n in (3, 4, 6, 8, 9, 12, 14, 16, 24, 28, 32)}
    values["target"] = max(LEAST, theme.px(24))
    soon = theme.badge("soon")
    control = theme.size("control")
    values |= {
        "soonFill": soon.fill,
        "soonText": soon.text,
        "field": control - 2,
        "field2": control - 4,
        "dense": max(LEAST, theme.px(28)) - 2,
        "button": control - 2,
        "radio": (theme.px(14) + 2) // 2,
        "dot": theme.px(6),
        "ring": (theme.px(14) + 2 - theme.px(6)) // 2,
        "tick": _file("checkmark", "onaccent", theme.name),
        "arrow": _file("chevron_down", "text2", theme.name),
        "arrowOff": _file("chevron_down", "ctl", theme.name),
    }
    return _SHEET.substitute(values)


def _file(drawing: str, token: str, scheme: str) -> str:
    return access.path("icons", f"qss_{drawing}_{token}_{scheme}.svg").as_posix()
