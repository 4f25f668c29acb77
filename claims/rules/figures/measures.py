"""What figures count, and how surely they count it."""

from enum import StrEnum

from tracker.base.values.sentence import gettext_noop as _


class Measure(StrEnum):
    """What a figure counts."""

    KILLED = "killed"
    WOUNDED = "wounded"
    CAPTURED = "captured"
    MISSING = "missing"
    KILLED_OR_WOUNDED = "killed_or_wounded"
    KILLED_MISSING_CAPTURED = "killed_missing_captured"
    STRENGTH = "strength"
    POSITIONS_TAKEN = "positions_taken"
    ATTACKS = "attacks"
    OPERATIONS = "operations"
    TARGETS_HIT = "targets_hit"
    ACCIDENTS = "accidents"
    WITNESSES = "witnesses"
    MEMBER_GROUPS = "member_groups"
    VEHICLES_DESTROYED = "vehicles_destroyed"
    VEHICLES_DAMAGED = "vehicles_damaged"
    VEHICLES_CAPTURED = "vehicles_captured"
    VEHICLES_ESCAPED = "vehicles_escaped"
    WEAPONS_CAPTURED = "weapons_captured"
    AIRCRAFT_LOST = "aircraft_lost"
    AIRCRAFT_DAMAGED = "aircraft_damaged"
    DISTANCE_KM = "distance_km"
    DURATION_YEARS = "duration_years"
    GROWTH_FACTOR = "growth_factor"

    @property
    def label(self) -> str:
        """The measure as a row's heading."""
        return _MEASURES[self][0]

    @property
    def unit(self) -> str:
        """What one of it is, in the plural."""
        return _MEASURES[self][1]


_PEOPLE = _("people")
_VEHICLES = _("vehicles")
_AIRCRAFT = _("aircraft")

_MEASURES: dict[Measure, tuple[str, str]] = {
    Measure.KILLED: (_("Killed"), _PEOPLE),
    Measure.WOUNDED: (_("Wounded"), _PEOPLE),
    Measure.CAPTURED: (_("Captured"), _PEOPLE),
    Measure.MISSING: (_("Missing"), _PEOPLE),
    Measure.KILLED_OR_WOUNDED: (_("Killed or wounded"), _PEOPLE),
    Measure.KILLED_MISSING_CAPTURED: (_("Killed, missing or captured"), _PEOPLE),
    Measure.STRENGTH: (_("Strength"), _PEOPLE),
    Measure.POSITIONS_TAKEN: (_("Positions taken"), _("positions")),
    Measure.ATTACKS: (_("Attacks"), _("attacks")),
    Measure.OPERATIONS: (_("Operations"), _("operations")),
    Measure.TARGETS_HIT: (_("Targets hit"), _("targets")),
    Measure.ACCIDENTS: (_("Accidents"), _("accidents")),
    Measure.WITNESSES: (_("Witnesses"), _PEOPLE),
    Measure.MEMBER_GROUPS: (_("Member groups"), _("groups")),
    Measure.VEHICLES_DESTROYED: (_("Vehicles destroyed"), _VEHICLES),
    Measure.VEHICLES_DAMAGED: (_("Vehicles damaged"), _VEHICLES),
    Measure.VEHICLES_CAPTURED: (_("Vehicles captured"), _VEHICLES),
    Measure.VEHICLES_ESCAPED: (_("Vehicles escaped"), _VEHICLES),
    Measure.WEAPONS_CAPTURED: (_("Weapons captured"), _("weapons")),
    Measure.AIRCRAFT_LOST: (_("Aircraft lost"), _AIRCRAFT),
    Measure.AIRCRAFT_DAMAGED: (_("Aircraft damaged"), _AIRCRAFT),
    Measure.DISTANCE_KM: (_("Distance"), _("km")),
    Measure.DURATION_YEARS: (_("Duration"), _("years")),
    Measure.GROWTH_FACTOR: (_("Growth"), _("times")),
}


class Qualifier(StrEnum):
    """How surely a figure was given; the words as written are kept beside it."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    ABOUT = "about"
    RANGE = "range"
    VAGUE = "vague"
    NONE = "none"

    @property
    def label(self) -> str:
        """The qualifier in a word or two."""
        return _QUALIFIERS[self]


_QUALIFIERS: dict[Qualifier, str] = {
    Qualifier.EXACT: _("exactly"),
    Qualifier.AT_LEAST: _("at least"),
    Qualifier.MORE_THAN: _("more than"),
    Qualifier.AT_MOST: _("at most"),
    Qualifier.LESS_THAN: _("less than"),
    Qualifier.ABOUT: _("about"),
    Qualifier.RANGE: _("between"),
    Qualifier.VAGUE: _("no exact number"),
    Qualifier.NONE: _("no number given"),
}
