-- Who fought in an event, one row a side: the parties of an infobox column together, a party without a column alone.
-- Persons, media and aid organisations are no side. The views ucdp_ged and acled rest on this one.
--
-- event_id: The event.
-- camp: Key of the side within the event: 'side' with the column's number, else the party's id.
-- side: Number of the infobox column; empty where the party has none.
-- lead_actor_id: The party named first; a coalition before its components.
-- lead_name: Short name of that party.
-- others: Short names of the further parties and of the components, joined by '; '.
-- party: Short names of the parties without their components, joined by ', '.
-- governments: The governments among the parties, as UCDP names them, joined by ', '; empty where no party is a state.
-- state_code: Country code of the only state among the parties; empty where there is none, or several.
-- is_state: Whether a party is a state's government or army.
-- is_armed: Whether the side can fight; false of a population.
-- attacks: Whether the article says that the side attacked or advanced, in the event or in a part of it.
WITH attackers AS (
    SELECT coalesce(e.parent_event_id, e.event_id) AS event_id, p.actor_id
    FROM participants AS p JOIN events AS e USING (event_id)
    WHERE p.role = 'attacker'
    UNION
    SELECT event_id, actor_id FROM participants WHERE role = 'attacker'
), fighters AS (
    SELECT
        p.event_id,
        p.actor_id,
        any_value(a.short_name) AS name,
        any_value(a.actor_type) AS actor_type,
        any_value(a.country_code) AS country_code,
        max(p.side) AS side,
        min(p.start) AS place,
        bool_and(p.role IN ('component', 'unit')) AS is_part
    FROM participants AS p JOIN actors AS a USING (actor_id)
    WHERE
        p.role IN ('belligerent', 'component', 'unit', 'attacker', 'defender', 'target')
        AND a.actor_type NOT IN ('person', 'anonymous_source', 'media', 'humanitarian')
    GROUP BY p.event_id, p.actor_id
), camps AS (
    SELECT
        f.*,
        coalesce('side' || f.side, f.actor_id) AS camp,
        f.actor_type IN ('state_government', 'state_military') AS is_state,
        a.actor_id IS NOT NULL AS attacks,
        coalesce('Government of ' || c.name, f.name) AS government
    FROM fighters AS f
    LEFT JOIN attackers AS a USING (event_id, actor_id)
    LEFT JOIN countries AS c USING (country_code)
), ranked AS (
    SELECT
        *,
        is_part AND NOT bool_and(is_part) OVER (PARTITION BY event_id, camp) AS is_component,
        row_number() OVER (PARTITION BY event_id, camp ORDER BY is_part, place, actor_id) AS rank,
        row_number() OVER (PARTITION BY event_id, camp, government ORDER BY is_part, place, actor_id) = 1 AS is_first
    FROM camps
)
SELECT
    event_id,
    camp,
    max(side) AS side,
    min(actor_id) FILTER (WHERE rank = 1) AS lead_actor_id,
    min(name) FILTER (WHERE rank = 1) AS lead_name,
    string_agg(name, '; ' ORDER BY rank) FILTER (WHERE rank > 1) AS others,
    string_agg(name, ', ' ORDER BY rank) FILTER (WHERE NOT is_component) AS party,
    string_agg(government, ', ' ORDER BY rank) FILTER (WHERE is_state AND NOT is_component AND is_first) AS governments,
    CASE
        WHEN count(DISTINCT country_code) FILTER (WHERE is_state AND NOT is_component) = 1
            THEN min(country_code) FILTER (WHERE is_state AND NOT is_component)
    END AS state_code,
    bool_or(is_state AND NOT is_component) AS is_state,
    bool_or(actor_type <> 'population') AS is_armed,
    bool_or(attacks) AS attacks
FROM ranked
GROUP BY event_id, camp
ORDER BY event_id, min(place), camp
