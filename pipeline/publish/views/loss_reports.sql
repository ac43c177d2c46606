-- Claims of losses in the ten columns that Radford and others (PNAS, 2023) fit their model of inflated reports to, one
-- row a claim with a number. Infobox numbers that restate or add up the prose are left out, and a claim of joint
-- claimants is a row for each.
--
-- days: Whole days from the start of the article's main event to that of the claim's; empty where one has no date.
-- loss_count: The number; its lower bound where the words give two.
-- loss_type: Category and loss_country, joined by a hyphen.
-- claim_source: On whose behalf it is claimed, else who claims it, else the medium that carries it; 'Article' where the
-- article says it in its own voice.
-- time_frame: 'Day' where the event lasted one day, else 'Cumulative'.
-- loss_country: Short name of the party whose loss it is, else the parties of its infobox column, else 'Unknown'.
-- minimum: 1 where the number is a lower bound, else 0.
-- maximum: 1 where the number is an upper bound, else 0.
-- category: What was lost; empty for people of whom the text does not tell whether they were fighters.
-- source_target: Source and loss_country, joined by a hyphen.
WITH numbered AS (
    SELECT c.*
    FROM claims AS c
    WHERE
        coalesce(c.value_low, c.value_high) IS NOT NULL
        AND c.measure NOT IN ('strength', 'released', 'displaced', 'deserted', 'surrendered')
        AND NOT (
            c.origin = 'infobox'
            AND EXISTS (
                SELECT 1
                FROM claim_relations AS r JOIN claims AS o ON o.claim_id = r.other_claim_id
                WHERE r.claim_id = c.claim_id AND r.relation IN ('restates', 'aggregates') AND o.origin = 'prose'
            )
        )
), spoken AS (
    -- One row for each claimant; the media count where nobody else is named.
    SELECT DISTINCT s.claim_id, s.ordinal, coalesce(p.actor_id, s.actor_id) AS actor_id
    FROM claim_sources AS s
    LEFT JOIN claim_sources AS p ON p.claim_id = s.claim_id AND p.ordinal = s.ordinal AND p.role = 'principal'
    WHERE
        s.role = 'claimant'
        OR s.claim_id NOT IN (SELECT claim_id FROM claim_sources WHERE role = 'claimant')
), sorted AS (
    SELECT
        c.*,
        coalesce(v.short_name, i.parties, 'Unknown') AS loss_country,
        coalesce(a.short_name, 'Article') AS claim_source,
        s.ordinal,
        date_diff('day', m.date_start, e.date_start) AS days,
        CASE WHEN e.date_start = e.date_end THEN 'Day' ELSE 'Cumulative' END AS time_frame,
        CASE
            WHEN c.unit <> 'person' THEN NULL
            WHEN c.victim_class = 'civilian' THEN 'Civilian'
            WHEN c.victim_class = 'combatant' THEN 'Military'
            WHEN c.victim_class = 'unspecified' AND (c.victim_side IS NOT NULL OR c.victim_actor_id IS NOT NULL)
                THEN 'Military'
        END AS class,
        CASE c.measure
            WHEN 'killed' THEN 'Deaths'
            WHEN 'wounded' THEN 'Injuries'
            WHEN 'captured' THEN 'Captured'
            WHEN 'missing' THEN 'Missing'
            ELSE 'Casualties'
        END AS loss,
        CASE
            WHEN regexp_matches(c.unit, 'craft$') THEN c.unit
            WHEN regexp_matches(c.unit, '[^aeiou]y$') THEN regexp_replace(c.unit, 'y$', 'ies')
            WHEN regexp_matches(c.unit, '(s|x|z|ch|sh)$') THEN c.unit || 'es'
            ELSE c.unit || 's'
        END AS units
    FROM numbered AS c
    JOIN events AS e USING (event_id)
    LEFT JOIN events AS m ON m.article_id = c.article_id AND m.is_main
    LEFT JOIN spoken AS s ON s.claim_id = c.claim_id
    LEFT JOIN actors AS a ON a.actor_id = s.actor_id
    LEFT JOIN actors AS v ON v.actor_id = c.victim_actor_id
    LEFT JOIN infobox_sides AS i ON i.article_id = c.article_id AND i.side = c.victim_side
), categorised AS (
    SELECT
        *,
        CASE
            WHEN unit = 'person' THEN class || ' ' || loss
            ELSE upper(substr(units, 1, 1)) || substr(units, 2)
        END AS category
    FROM sorted
)
SELECT
    days,
    coalesce(value_low, value_high) AS loss_count,
    category || '-' || loss_country AS loss_type,
    claim_source,
    time_frame,
    loss_country,
    CASE WHEN form = 'at_least' THEN 1 ELSE 0 END::BIGINT AS minimum,
    CASE WHEN form = 'at_most' THEN 1 ELSE 0 END::BIGINT AS maximum,
    category,
    claim_source || '-' || loss_country AS source_target
FROM categorised
ORDER BY article_id, start, claim_id, ordinal, claim_source
