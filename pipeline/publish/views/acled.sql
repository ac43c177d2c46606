-- Events in the 31 columns of the Armed Conflict Location & Event Data Project, in their order, one row an event and
-- day: battles, clashes, attacks, offensives and movements told as fact, dated to the month or closer, that are no part
-- of another one. Fatalities follow the rule acled_like; those of several days are spread over them. Not made or
-- checked by ACLED.
--
-- event_id_cnty: WPC, country and the event_id of the table events, with the number of the day where there are several.
-- event_date: Day; the 15th where only the month is known.
-- year: Year of that day.
-- time_precision: 1 where the day is known, 3 where only the month is.
-- disorder_type: Political violence, or strategic developments.
-- event_type: Battles between armed sides, violence against civilians, or strategic developments.
-- sub_event_type: What kind of these.
-- actor1: The side that attacked or advanced, else the first of the alphabet; a coalition, not its components.
-- assoc_actor_1: Its components and allies, joined by '; '.
-- inter1: What kind of actor it is, in ACLED's words.
-- actor2: The other side; empty where nobody resisted.
-- assoc_actor_2: Its components and allies, joined by '; '.
-- inter2: What kind of actor it is.
-- interaction: Both kinds, joined by a hyphen.
-- civilian_targeting: 'Civilian targeting' where civilians were the target.
-- iso: ISO 3166-1 number of the country.
-- region: Region of the United Nations that the country lies in.
-- country: Name of the country.
-- admin1: First-level division without the word 'Region', where the text names it.
-- admin2: Second-level division, where the text names it.
-- admin3: Empty.
-- location: Name of the place.
-- latitude: Degrees north, only where the article gives coordinates.
-- longitude: Degrees east, only where the article gives coordinates.
-- geo_precision: 1 in a town, 2 near it, 3 a region.
-- source: Publisher of the article.
-- source_scale: International.
-- notes: The numbers of dead that claimants dispute, victim by victim; empty where there is no dispute.
-- fatalities: Lowest number of dead of each side, summed; 0 where none is claimed.
-- tags: Empty.
-- timestamp: Empty.
WITH eligible AS (
    SELECT e.*, e.date_end - e.date_start + 1 AS days
    FROM events AS e LEFT JOIN events AS p ON p.event_id = e.parent_event_id
    WHERE
        e.realis = 'actual'
        AND e.event_type IN ('battle', 'clash', 'attack', 'offensive', 'movement')
        AND (e.date_precision IN ('day', 'month') OR (e.date_precision = 'range' AND e.date_end - e.date_start < 31))
        AND e.date_start IS NOT NULL
        AND e.date_end IS NOT NULL
        AND (e.parent_event_id IS NULL OR p.event_type IN ('war', 'campaign'))
), governments AS (
    SELECT actor_id FROM actors WHERE actor_type IN ('state_government', 'state_military')
), kinds AS (
    SELECT
        a.actor_id,
        CASE
            WHEN a.actor_type IN ('state_government', 'state_military') THEN 'State forces'
            WHEN a.actor_type = 'igo' THEN 'External/Other forces'
            WHEN a.actor_type = 'population' THEN 'Civilians'
            WHEN bool_or(r.relation = 'aligned_with' AND g.actor_id IS NOT NULL) THEN 'Political militia'
            WHEN bool_or(r.relation = 'opposed_to' AND g.actor_id IS NOT NULL) THEN 'Rebel group'
            WHEN a.actor_type = 'ethnic_group' THEN 'Identity militia'
        END AS inter
    FROM actors AS a
    LEFT JOIN actor_relations AS r USING (actor_id)
    LEFT JOIN governments AS g ON g.actor_id = r.object_actor_id
    GROUP BY a.actor_id, a.actor_type
), candidates AS (
    SELECT
        s.*,
        k.inter,
        count(s.side) OVER (PARTITION BY s.event_id) AS columns,
        row_number() OVER (PARTITION BY s.event_id ORDER BY s.side NULLS LAST, s.camp) AS rank
    FROM event_sides AS s
    JOIN eligible AS e USING (event_id)
    LEFT JOIN kinds AS k ON k.actor_id = s.lead_actor_id
    WHERE e.opposition IS DISTINCT FROM 'none' OR s.attacks
), sides AS (
    -- Two sides; where two columns are known, parties without one do not count.
    SELECT *, row_number() OVER (PARTITION BY event_id ORDER BY attacks DESC, lead_name, camp) AS place
    FROM candidates
    WHERE rank <= 2 AND (columns < 2 OR side IS NOT NULL)
), captures AS (
    -- Events with a capture inside them by a party that is no state.
    SELECT c.parent_event_id AS event_id
    FROM events AS c JOIN participants AS p USING (event_id) LEFT JOIN governments AS g USING (actor_id)
    WHERE c.event_type = 'capture' AND c.realis = 'actual' AND p.role = 'captor' AND g.actor_id IS NULL
    GROUP BY c.parent_event_id
), deaths AS (
    SELECT event_id, low
    FROM estimates
    WHERE measure = 'killed' AND scope = 'total' AND rule = 'acled_like'
), numbers AS (
    SELECT
        c.event_id,
        coalesce(v.short_name, i.parties, 'side ' || c.victim_side, 'all') AS victim,
        CASE c.form
            WHEN 'at_least' THEN c.value_low || '+'
            WHEN 'at_most' THEN 'up to ' || c.value_high
            WHEN 'range' THEN c.value_low || '-' || c.value_high
            WHEN 'approximate' THEN 'about ' || c.value_low
            WHEN 'vague' THEN c.value_text
            ELSE c.value_low::VARCHAR
        END AS number,
        min(coalesce(c.value_low, c.value_high)) AS value
    FROM claims AS c
    LEFT JOIN actors AS v ON v.actor_id = c.victim_actor_id
    LEFT JOIN infobox_sides AS i ON i.article_id = c.article_id AND i.side = c.victim_side
    WHERE
        c.measure = 'killed'
        AND c.form NOT IN ('named', 'anaphoric', 'existential', 'unknown')
        AND NOT EXISTS (
            SELECT 1
            FROM claim_relations AS r
            WHERE
                r.claim_id = c.claim_id
                AND (r.relation = 'subset_of' OR (c.origin = 'infobox' AND r.relation IN ('restates', 'aggregates')))
        )
    GROUP BY ALL
), disputes AS (
    SELECT event_id, victim || ' dead ' || string_agg(number, '/' ORDER BY value NULLS LAST, number) AS words
    FROM numbers
    WHERE number IS NOT NULL
    GROUP BY event_id, victim
    HAVING count(*) > 1
), disputed AS (
    SELECT event_id, 'disputed: ' || string_agg(words, '; ' ORDER BY words) AS notes FROM disputes GROUP BY event_id
), dated AS (
    SELECT
        e.*,
        d.i::BIGINT AS day,
        CASE
            WHEN e.date_precision = 'month' THEN e.date_start + 14
            ELSE e.date_start + d.i::INTEGER
        END AS event_date,
        CASE WHEN e.date_precision = 'month' THEN 1 ELSE e.days END AS row_count
    FROM eligible AS e
    CROSS JOIN range(31) AS d (i)
    WHERE d.i = 0 OR (e.date_precision <> 'month' AND d.i < e.days)
), told AS (
    SELECT
        e.*,
        a.lead_name AS actor1,
        a.others AS others1,
        a.inter AS inter1,
        b.lead_name AS actor2,
        b.others AS others2,
        b.inter AS inter2,
        b.camp IS NOT NULL AND NOT b.is_armed AS on_civilians,
        (e.event_type IN ('offensive', 'movement') AND b.camp IS NULL) OR e.opposition IS NOT DISTINCT FROM 'none'
            AS is_strategic,
        k.event_id IS NOT NULL AS is_capture
    FROM dated AS e
    LEFT JOIN sides AS a ON a.event_id = e.event_id AND a.place = 1
    LEFT JOIN sides AS b ON b.event_id = e.event_id AND b.place = 2
    LEFT JOIN captures AS k ON k.event_id = e.event_id
)
SELECT
    concat_ws(
        '-', 'WPC', coalesce(l.country_code, 'XXX'), e.event_id, CASE WHEN e.row_count > 1 THEN e.day + 1 END
    ) AS event_id_cnty,
    e.event_date,
    year(e.event_date) AS year,
    CASE WHEN e.date_precision = 'month' THEN 3 ELSE 1 END::BIGINT AS time_precision,
    CASE WHEN e.is_strategic THEN 'Strategic developments' ELSE 'Political violence' END AS disorder_type,
    CASE
        WHEN e.is_strategic THEN 'Strategic developments'
        WHEN e.on_civilians THEN 'Violence against civilians'
        ELSE 'Battles'
    END AS event_type,
    CASE
        WHEN e.is_strategic THEN 'Other'
        WHEN e.on_civilians THEN 'Attack'
        WHEN e.is_capture THEN 'Non-state actor overtakes territory'
        ELSE 'Armed clash'
    END AS sub_event_type,
    e.actor1,
    e.others1 AS assoc_actor_1,
    e.inter1,
    e.actor2,
    e.others2 AS assoc_actor_2,
    e.inter2,
    e.inter1 || '-' || e.inter2 AS interaction,
    CASE WHEN e.on_civilians THEN 'Civilian targeting' END AS civilian_targeting,
    c.iso_number AS iso,
    c.un_region AS region,
    c.name AS country,
    regexp_replace(l.admin1, ' Region$', '') AS admin1,
    l.admin2,
    NULL::VARCHAR AS admin3,
    CASE WHEN l.place_type = 'admin1' THEN regexp_replace(l.place, ' Region$', '') ELSE l.place END AS location,
    l.latitude,
    l.longitude,
    CASE
        WHEN l.place_type IN ('admin1', 'admin2', 'region', 'water', 'landform', 'country') THEN 3
        WHEN NOT l.is_at THEN 2
        WHEN l.place_type IN ('populated_place', 'facility') THEN 1
    END::BIGINT AS geo_precision,
    CASE
        WHEN a.source_url IS NULL OR contains(a.source_url, 'wikipedia.org') THEN 'Wikipedia'
        ELSE regexp_extract(a.source_url, '^\w+://([^/]+)', 1)
    END AS source,
    'International' AS source_scale,
    n.notes,
    -- The days of an event share its dead as evenly as whole numbers allow, the first days one more.
    coalesce(f.low // e.row_count + CASE WHEN e.day < f.low % e.row_count THEN 1 ELSE 0 END, 0)::BIGINT AS fatalities,
    NULL::VARCHAR AS tags,
    NULL::BIGINT AS timestamp
FROM told AS e
JOIN articles AS a USING (article_id)
LEFT JOIN event_locations AS l USING (event_id)
LEFT JOIN countries AS c ON c.country_code = l.country_code
LEFT JOIN disputed AS n USING (event_id)
LEFT JOIN deaths AS f USING (event_id)
ORDER BY e.event_date, e.article_id, e.start, e.event_id
