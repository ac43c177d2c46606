"""Who is found in an article, and as what."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from pipeline.extract.actors import ActorRegistry

Make = Callable[..., ActorRegistry]


def types(registry: ActorRegistry) -> dict[str, str]:
    return {str(row["name"]): str(row["actor_type"]) for row in registry.rows()["actors"]}


def named(registry: ActorRegistry) -> dict[str, str]:
    """Actor names by surface form."""
    return {str(row["name"]): registry.actor(str(row["actor_id"])).name for row in registry.rows()["actor_names"]}


def test_definition_joins_name_and_acronym(registry: Make) -> None:
    found = registry("The Popular Front of Zembla (PFZ) took the pass.", "Later the PFZ left.")
    assert named(found)["PFZ"] == "Popular Front of Zembla"
    assert found.actor("popular-front-of-zembla").short_name == "PFZ"


def test_definition_may_say_what_the_body_is(registry: Make) -> None:
    found = registry("They joined the Free Zemblan Army (FZA, a rebel group) in May.")
    assert types(found)["Free Zemblan Army"] == "armed_group"


def test_acronym_of_a_place_is_nobody(registry: Make) -> None:
    found = registry("Both sides drew a line, the Northern Security Zone (NSZ). The NSZ was quiet.")
    assert "NSZ" not in named(found)


def test_acronym_without_definition_finds_its_name(registry: Make) -> None:
    found = registry("The Council held talks with the Movement for the Rescue of Zembla.", "The MRZ stayed away.")
    assert named(found)["MRZ"] == "Movement for the Rescue of Zembla"


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        ("The Turkish military shelled the hill.", "Turkish military", "state_military"),
        ("The Malian government sent help.", "Malian government", "state_government"),
        ("The 3rd Zemblan Mountain Division held on.", "3rd Zemblan Mountain Division", "state_military"),
        ("A convoy of the Red Cross arrived.", "Red Cross", "humanitarian"),
        ("Reuters reported heavy losses.", "Reuters", "media"),
        ("The Oxenford Herald reported heavy losses.", "Oxenford Herald", "media"),
        ("The United Nations asked for calm.", "United Nations", "igo"),
        ("Zubrowka militiamen held the bridge.", "Zubrowka", "armed_group"),
        ("Harun al-Tarik, a spokesman of the Zemblan Army, agreed.", "Harun al-Tarik", "person"),
        ("General Otto van der Velde attacked.", "Otto van der Velde", "person"),
        ("According to historian Ada Quill, it failed.", "Ada Quill", "person"),
        ("Minister of Foreign Affairs Lena Holm-Berg agreed.", "Lena Holm-Berg", "person"),
        ("Some sources said that ten died.", "sources", "anonymous_source"),
        ("Modern historians estimate that ten died.", "modern historians", "anonymous_source"),
        ("Doctors at a clinic in Oxenford said that ten died.", "doctors", "anonymous_source"),
        ("According to Gorm, ten died.", "Gorm", "unknown"),
        ("The Zembe claimed responsibility.", "Zembe", "armed_group"),
        ("The Zembe Lun lost ten men.", "Zembe Lun", "unknown"),
        ("The Lund army lost ten men.", "Lund army", "state_military"),
        ("Lundists shot ten men.", "Lundists", "unknown"),
        (
            "The International Committee of the Red Cross came.",
            "International Committee of the Red Cross",
            "humanitarian",
        ),
        ("The Zemblan Liberation Army left.", "Zemblan Liberation Army", "armed_group"),
        ("In the town police said that ten died.", "police", "state_military"),
    ],
)
def test_kind_of_actor(registry: Make, sentence: str, name: str, kind: str) -> None:
    assert types(registry(sentence)).get(name) == kind


@pytest.mark.parametrize(
    "sentence",
    [
        "The Battle of Zembla ended in March.",
        "They met in Oxenford on Monday near the Crown Hill Barracks.",
        "NATIONAL RESULTS were bad.",
        "A BM-21 launcher stood there.",
        "In World War II the town burned.",
        "Local militia came. Rebel spokesmen were silent.",
        "Lund records list ten men.",
        "Roots were dug up. The Battle of Lund took ten days.",
    ],
)
def test_things_and_places_are_nobody(registry: Make, sentence: str) -> None:
    assert types(registry(sentence)) == {}


def test_infobox_names_are_freed_of_litter(registry: Make) -> None:
    found = registry(
        "Nothing is known.",
        Combatant1="border|20px ZLA, (), , 25px Blue Column",
        Combatant2="Zembla (until 1620), ()",
        Commander1="RomanovPOW, Ivo Karsk †",
    )
    assert set(types(found)) == {"ZLA", "Blue Column", "Zembla", "Romanov", "Ivo Karsk"}


def test_country_is_an_actor_only_where_it_acts(registry: Make) -> None:
    found = registry("Sweden declared war. The troops marched through Norway and wintered in Denmark.")
    assert types(found) == {"Sweden": "state_government"}


def test_people_of_a_country_is_the_country(registry: Make) -> None:
    found = registry("Sweden attacked in May. The Swedes lost two ships.")
    assert named(found)["Swedes"] == "Sweden"
    assert found.actor("sweden").country_code == "SWE"


def test_camp_and_its_guards_are_one(registry: Make) -> None:
    found = registry("The Green Guards held the town. A Green column came. The Greens lost ten men.")
    assert named(found)["Greens"] == named(found)["Green Guards"]


def test_body_of_a_country_has_its_code(registry: Make) -> None:
    found = registry("The Eritrean Army and the United Nations met.")
    codes = {str(row["name"]): row["country_code"] for row in found.rows()["actors"]}
    assert codes == {"Eritrean Army": "ERI", "United Nations": None}


def test_surname_stands_for_the_person(registry: Make) -> None:
    found = registry("Colonel Ilse Brandt led them. Brandt fell later.")
    assert named(found)["Brandt"] == "Ilse Brandt"


def test_mentions_are_sorted_and_do_not_overlap(registry: Make) -> None:
    found = registry("The Turkish military, the Zemblan Front (ZF) and rebels fought the ZF-held town's Greens.")
    for index, passage in enumerate(found.article.passages):
        mentions = found.mentions(index)
        assert all(a.end <= b.start for a, b in pairwise(mentions))
        assert all(passage.start <= m.start < m.end <= passage.end for m in mentions)


def test_each_form_is_listed_once_with_its_first_span(registry: Make) -> None:
    found = registry("The PFZ came.", "The PFZ left.", "The PFZ came back.")
    rows = [row for row in found.rows()["actor_names"] if row["name"] == "PFZ"]
    assert len(rows) == 1
    assert rows[0]["start"] == found.article.text.index("PFZ")


def test_camp_belongs_to_the_column_that_its_name_comes_from(registry: Make) -> None:
    found = registry("The Oxfordians lost ten men and the Lunds two.", Combatant1="House of Oxford", Combatant2="Lund")
    assert named(found)["Oxfordians"] == "House of Oxford"
    assert found.side("house-of-oxford") == 1


def test_tribe_is_a_people(registry: Make) -> None:
    assert types(registry("They raided the Tolm tribe at dawn."))["Tolm tribe"] == "ethnic_group"


def test_units_stand_in_the_order_of_the_text_whatever_the_hash_seed(registry: Make) -> None:
    units = [f"{number}th Brigade" for number in (18, 14, 17, 15, 19, 16)]
    found = registry(f"The {', the '.join(units)} crossed the river.")
    assert [name for name in types(found) if name in units] == units
