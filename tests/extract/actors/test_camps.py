"""The two camps of an article: from the infobox, from the lead, and whom a person fights for."""

from __future__ import annotations

import pytest

from pipeline.extract.actors import ActorRegistry
from tests.extract.actors.conftest import Make


def read(registry: ActorRegistry) -> ActorRegistry:
    """The registry once every passage was looked through, as the rows of a build have it."""
    for index in range(len(registry.article.passages)):
        registry.mentions(index)
    return registry


def called(registry: ActorRegistry, name: str) -> str:
    """The id of the actor of that name."""
    return next(row for row in registry.rows()["actors"] if row["name"] == name)["actor_id"]  # type: ignore[return-value]


def name_of(registry: ActorRegistry, actor_id: str | None) -> str | None:
    """The name of an actor, None of nobody."""
    return registry.actor(actor_id).name if actor_id else None


def test_the_lead_shows_who_fights_whom_where_no_infobox_does(registry: Make) -> None:
    article = read(registry("The clash was fought between the Zemblans and the Oxians in May."))
    assert name_of(article, article.rival(called(article, "Zemblans"))) == "Oxians"
    assert name_of(article, article.rival(called(article, "Oxians"))) == "Zemblans"


def test_three_sides_have_no_one_opponent(registry: Make) -> None:
    article = read(registry("Peru fought Chile.", combatant1="Peru", combatant2="Chile", combatant3="Bolivia"))
    assert article.rival(called(article, "Peru")) is None


def test_a_column_without_its_neighbour_is_read(registry: Make) -> None:
    article = read(registry("Peru fought.", combatant1="Peru, Chile", combatant3="Bolivia, Brazil"))
    assert article.party_of(1) is None


def test_supporters_are_no_parties_of_a_column(registry: Make) -> None:
    article = read(registry("Peru fought.", combatant1="Peru Supported by: Chile", combatant2="Bolivia"))
    assert name_of(article, article.party_of(1)) == "Peru"


@pytest.mark.parametrize("cell", ["United States United Kingdom", "British Empire Canada"])
def test_two_countries_that_no_mark_parts_are_two(registry: Make, cell: str) -> None:
    article = read(registry("Bolivia fought.", combatant1=cell, combatant2="Bolivia"))
    names = {row["name"] for row in article.rows()["actors"]}
    assert cell not in names
    assert cell.rsplit(maxsplit=1)[-1] in " ".join(map(str, names))


@pytest.mark.parametrize(
    "sentence",
    [
        "A Danish force of 300 men under Olaf Brand took the fort.",
        "The Danish general Olaf Brand took the fort.",
        "A Danish column led by General Olaf Brand took the fort.",
    ],
)
def test_a_commander_fights_for_whom_the_prose_says(registry: Make, sentence: str) -> None:
    article = read(registry(sentence, "According to historian Ada Quill, Olaf Brand was wounded."))
    assert name_of(article, article.served(called(article, "Olaf Brand"))) == "Denmark"


def test_a_commander_of_a_column_fights_for_its_party(registry: Make) -> None:
    article = read(registry("Brand won.", combatant1="Denmark", combatant2="Peru", commander1="Olaf Brand"))
    assert name_of(article, article.served(called(article, "Olaf Brand"))) == "Denmark"


@pytest.mark.parametrize(
    ("sentence", "form"),
    [
        ("The Lundist troops fled. Few Lundist soldiers came back.", "Lundist"),
        ("The Danish infantry fled.", "Danish"),
    ],
)
def test_an_adjective_before_a_force_is_a_name_of_its_party(registry: Make, sentence: str, form: str) -> None:
    article = read(registry(sentence))
    assert form in [row["name"] for row in article.rows()["actor_names"]]


@pytest.mark.parametrize("sentence", ["The Danish painter left.", "The Western troops left. Western troops fled."])
def test_an_adjective_of_no_party_is_nobody(registry: Make, sentence: str) -> None:
    assert read(registry(sentence)).rows()["actors"] == []


@pytest.mark.parametrize("unit", ["9th Brigade", "24B Regiment", "Company C", "2/5th Borderers", "2nd Oxian Regiment"])
def test_a_unit_is_named_with_its_number(registry: Make, unit: str) -> None:
    article = read(registry(f"On the left the {unit} held on."))
    assert unit in [row["name"] for row in article.rows()["actors"]]


def test_the_side_that_the_infobox_leaves_out_is_whom_the_prose_tells_of(registry: Make) -> None:
    prose = "The Zemblans attacked at dawn. The Zemblans took the hill. Bolivia withdrew before the Zemblans."
    article = read(registry(prose, combatant2="Bolivia", commander1="Olaf Brand"))
    assert name_of(article, article.rival(called(article, "Bolivia"))) == "Zemblans"
    assert name_of(article, article.served(called(article, "Olaf Brand"))) == "Zemblans"


def test_nobody_stands_for_an_empty_column_where_two_may(registry: Make) -> None:
    prose = "The Zemblans and the Oxians attacked Bolivia. The Zemblans fled. The Oxians fled. Both met."
    article = read(registry(prose, combatant2="Bolivia"))
    assert article.rival(called(article, "Bolivia")) is None


def test_of_several_parties_of_a_column_the_one_that_is_told_of_stands_for_it(registry: Make) -> None:
    prose = "Peru attacked. Peru was beaten. Peru withdrew. Bolivia stood. Chile sent ships."
    article = read(registry(prose, combatant1="Peru, Chile", combatant2="Bolivia"))
    assert name_of(article, article.rival(called(article, "Bolivia"))) == "Peru"


def test_commanders_take_the_side_of_one_whom_the_prose_introduces(registry: Make) -> None:
    prose = "Peruvian forces fought a Bolivian squadron led by Rear-Admiral Sir Olaf Brand."
    article = read(registry(prose, commander1="Juan Solano", commander2="Olaf Brand, Nils Lund"))
    served = {name: name_of(article, article.served(called(article, name))) for name in ("Juan Solano", "Nils Lund")}
    assert served == {"Juan Solano": "Peru", "Nils Lund": "Bolivia"}


def test_a_commander_is_one_person_with_his_ranks_and_further_names(registry: Make) -> None:
    prose = "Major-General Olaf Brand attacked. Don Juan Perez Solano fled. Olaf Brand was praised."
    article = read(
        registry(prose, combatant1="Peru", combatant2="Chile", commander1="Olaf Brand", commander2="Juan Solano")
    )
    people = {row["name"] for row in article.rows()["actors"] if row["actor_type"] == "person"}
    assert people == {"Olaf Brand", "Juan Solano"}


@pytest.mark.parametrize("cell", ["RAF", "RAF-EP"])
def test_a_column_that_has_the_acronym_keeps_its_party_when_the_prose_spells_it_out(registry: Make, cell: str) -> None:
    text = "Fighters of the Revolutionary Armed Forces of Peru (RAF) attacked. The RAF lost eight men."
    article = read(registry(text, combatant1="Peru", combatant2=cell))
    named = next(row["actor_id"] for row in article.rows()["actors"] if row["short_name"] == "RAF")
    assert article.party_of(2) == named
    assert article.side(str(named)) == 2


def test_of_several_groups_none_is_the_rebels(registry: Make) -> None:
    text = "The Red Front attacked. The army killed eight rebels, and the rebels fled. The army lost two men."
    article = read(registry(text, combatant1="Peru", combatant2="Red Front, Green Front, Blue Front"))
    assert name_of(article, article.rival(called(article, "Peru"))) == "rebels"
    assert article.side(called(article, "rebels")) == 2


@pytest.mark.parametrize(("result", "winner"), [("Decisive Peruvian victory", "Peru"), ("Draw", None), ("", None)])
def test_the_result_tells_the_victors(registry: Make, result: str, winner: str | None) -> None:
    fields = {"combatant1": "Peru", "combatant2": "Bolivia"} | ({"result": result} if result else {})
    article = read(registry("Peru fought Bolivia.", **fields))
    assert name_of(article, article.winners()) == winner
