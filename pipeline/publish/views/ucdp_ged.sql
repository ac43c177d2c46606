-- Events with deaths in the 49 columns of the UCDP Georeferenced Event Dataset, in their order: battles, clashes and
-- attacks told as fact and dated to the year or closer. Deaths follow the rule ucdp_like, side by side. Numbers of
-- actors, conflicts and dyads are empty, because no crosswalk to them is at hand; ids begin at 9,000,000,000, beyond
-- those of UCDP. Unlike in GED, coordinates and codes can be empty: mark these rows before a union.
--
-- id: Number of the event here, from its event_id; never one of UCDP.
-- relid: WPC, country, year, type of violence and the event_id of the table events.
-- year: Year of the first day.
-- active_year: Empty: it needs all events of a year.
-- code_status: Empty.
-- type_of_violence: 1 where a side is a state, 2 between armed groups, 3 against civilians; empty where the article
-- does not tell what the sides are.
-- conflict_dset_id: Empty.
-- conflict_new_id: Empty.
-- conflict_name: The dyad of armed groups or against civilians; empty where a state is a side.
-- dyad_dset_id: Empty.
-- dyad_new_id: Empty.
-- dyad_name: Both sides, joined by ' - '.
-- side_a_dset_id: Empty.
-- side_a_new_id: Empty.
-- side_a: The government, the attacker of civilians, else the first side of the alphabet.
-- side_b_dset_id: Empty.
-- side_b_new_id: Empty.
-- side_b: The other side.
-- number_of_sources: Works that the article cites for the deaths; -1 where no references were read.
-- source_article: Publisher and title of the article, in quotation marks.
-- source_office: Publisher of the article.
-- source_date: Date of the revision that was read; empty where it has only a number.
-- source_headline: Title of the article.
-- source_original: Claimants and media of the claims about deaths, in the order of their first claim.
-- where_prec: 1 in a named town, 2 near it, 3 second-level division, 4 first-level division, 5 region, 6 country; empty
-- where the article does not tell what kind of place it is.
-- where_coordinates: Name of the place.
-- where_description: The words of the article that place the event.
-- adm_1: First-level division, where the text names it.
-- adm_2: Second-level division, where the text names it.
-- latitude: Degrees north, only where the article gives coordinates.
-- longitude: Degrees east, only where the article gives coordinates.
-- geom_wkt: The point as well-known text, only where the article gives coordinates.
-- priogrid_gid: Cell of the PRIO-GRID, half a degree wide, only where the article gives coordinates.
-- country: Name of the country.
-- country_id: Its Gleditsch-Ward number.
-- region: Region of UCDP, which follows from that number.
-- event_clarity: 1 for one event with a date and a place, 2 for an aggregate.
-- date_prec: 1 a day, 2 up to six days, 3 a week, 4 up to a month, 5 up to a year.
-- date_start: First day.
-- date_end: Last day.
-- deaths_a: Deaths of side a.
-- deaths_b: Deaths of side b.
-- deaths_civilians: Deaths said to be of civilians.
-- deaths_unknown: Deaths whose side is not said, or that mix fighters and civilians.
-- best: The sum of these four.
-- high: The sum of the highest numbers claimed.
-- low: The sum of the lowest numbers claimed.
-- gwnoa: Gleditsch-Ward number of side a, where it is one state.
-- gwnob: Gleditsch-Ward number of side b, where it is one state.
WITH eligible AS (
    SELECT *
    FROM events
    WHERE
        realis = 'actual'
        AND event_type IN ('battle', 'clash', 'attack')
        AND date_precision IN ('day', 'range', 'month', 'season', 'year')
        AND date_start IS NOT NULL
        AND date_end IS NOT NULL
), supported AS (
    SELECT x.event_id, x.rule, x.scope, x.victim_side, x.victim_actor_id, s.claim_id
    FROM estimates AS x JOIN estimate_claims AS s USING (estimate_id)
    WHERE x.measure = 'killed' AND x.scope <> 'total'
), counted AS (
    SELECT
        s.event_id,
        coalesce(t.camp, u.camp, 'side' || s.victim_side, s.victim_actor_id) AS camp,
        CASE WHEN c.victim_class IN ('civilian', 'mixed') THEN c.victim_class ELSE 'own' END AS class,
        coalesce(c.value_low, c.value_high) AS low,
        coalesce(c.value_high, c.value_low) AS high,
        CASE
            WHEN s.claim_id IN (SELECT claim_id FROM supported WHERE rule = 'own_admission') THEN 1
            WHEN s.claim_id IN (SELECT claim_id FROM supported WHERE rule = 'third_party') THEN 2
            ELSE 3
        END AS trust
    FROM supported AS s
    JOIN claims AS c USING (claim_id)
    LEFT JOIN event_sides AS t ON t.event_id = s.event_id AND t.side = s.victim_side
    LEFT JOIN event_sides AS u ON u.event_id = s.event_id AND u.lead_actor_id = s.victim_actor_id
    WHERE s.rule = 'envelope'
), trusted AS (
    SELECT *, min(trust) OVER (PARTITION BY event_id, camp, class) AS best_trust FROM counted
), bounded AS (
    SELECT
        event_id,
        camp,
        class,
        min(low) AS low,
        max(high) AS high,
        min(low) FILTER (WHERE trust = best_trust) AS best
    FROM trusted
    GROUP BY event_id, camp, class
), losses AS (
    -- A number for everybody stands only where no side has its own, one for a side's people of all kinds only where no
    -- kind has its own: else the same dead would count twice.
    SELECT *
    FROM bounded
    QUALIFY
        CASE
            WHEN camp IS NULL AND class = 'civilian'
                THEN count(camp) FILTER (WHERE class = 'civilian') OVER (PARTITION BY event_id) = 0
            WHEN camp IS NULL THEN count(camp) FILTER (WHERE class <> 'civilian') OVER (PARTITION BY event_id) = 0
            ELSE TRUE
        END
        AND (class <> 'mixed' OR bool_and(class = 'mixed') OVER (PARTITION BY event_id, camp))
), candidates AS (
    SELECT
        s.*,
        coalesce(s.governments, s.party) AS name,
        count(s.side) OVER (PARTITION BY s.event_id) AS columns,
        row_number() OVER (PARTITION BY s.event_id ORDER BY s.side NULLS LAST, s.camp) AS rank
    FROM event_sides AS s
    WHERE s.is_armed
), sides AS (
    -- The two sides; where two columns are known, parties without one do not count.
    SELECT *, row_number() OVER (PARTITION BY event_id ORDER BY is_state DESC, name, camp) AS place
    FROM candidates
    WHERE rank <= 2 AND (columns < 2 OR side IS NOT NULL)
), pairs AS (
    SELECT
        e.event_id,
        a.camp AS camp_a,
        b.camp AS camp_b,
        a.name AS side_a,
        b.name AS side_b,
        a.state_code AS code_a,
        b.state_code AS code_b,
        CASE
            WHEN b.camp IS NULL AND e.civilians THEN 3
            WHEN a.is_state OR b.is_state THEN 1
            WHEN x.actor_type IN ('armed_group', 'coalition') AND y.actor_type IN ('armed_group', 'coalition') THEN 2
        END AS type_of_violence
    FROM (SELECT event_id, bool_and(class = 'civilian') AS civilians FROM losses GROUP BY event_id) AS e
    LEFT JOIN sides AS a ON a.event_id = e.event_id AND a.place = 1
    LEFT JOIN sides AS b ON b.event_id = e.event_id AND b.place = 2
    LEFT JOIN actors AS x ON x.actor_id = a.lead_actor_id
    LEFT JOIN actors AS y ON y.actor_id = b.lead_actor_id
), deaths AS (
    SELECT
        l.event_id,
        coalesce(sum(l.best) FILTER (WHERE l.class = 'own' AND l.camp = p.camp_a), 0)::BIGINT AS deaths_a,
        coalesce(sum(l.best) FILTER (WHERE l.class = 'own' AND l.camp = p.camp_b), 0)::BIGINT AS deaths_b,
        coalesce(sum(l.best) FILTER (WHERE l.class = 'civilian'), 0)::BIGINT AS deaths_civilians,
        sum(l.best)::BIGINT AS best,
        sum(l.high)::BIGINT AS high,
        sum(l.low)::BIGINT AS low
    FROM losses AS l JOIN pairs AS p USING (event_id)
    GROUP BY l.event_id
), speakers AS (
    SELECT
        c.event_id,
        a.short_name AS name,
        row_number() OVER (PARTITION BY c.event_id ORDER BY c.start, c.claim_id, s.ordinal, s.role, a.actor_id) AS place
    FROM claims AS c
    JOIN claim_sources AS s USING (claim_id)
    JOIN actors AS a USING (actor_id)
    WHERE c.measure = 'killed' AND s.role IN ('claimant', 'medium')
), first_said AS (
    SELECT event_id, name, min(place) AS place FROM speakers GROUP BY event_id, name
), originals AS (
    SELECT event_id, string_agg(name, '; ' ORDER BY place) AS names FROM first_said GROUP BY event_id
), cited AS (
    -- Two joins and not one with OR, which would compare every claim with every citation.
    SELECT c.event_id, coalesce(w.url, w.title) AS work
    FROM claims AS c JOIN citations AS w ON w.claim_id = c.claim_id
    WHERE c.measure = 'killed'
    UNION ALL
    SELECT c.event_id, coalesce(w.url, w.title) AS work
    FROM claims AS c JOIN citations AS w ON w.passage_id = c.passage_id
    WHERE c.measure = 'killed'
), works AS (
    SELECT event_id, count(DISTINCT work) AS number FROM cited GROUP BY event_id
), dated AS (
    SELECT
        e.*,
        e.date_end - e.date_start + 1 AS days,
        a.title,
        CASE
            WHEN a.source_url IS NULL OR contains(a.source_url, 'wikipedia.org') THEN 'Wikipedia'
            ELSE regexp_extract(a.source_url, '^\w+://([^/]+)', 1)
        END AS office,
        try_cast(a.revision AS DATE) AS source_date
    FROM eligible AS e JOIN articles AS a USING (article_id)
)
SELECT
    9000000000 + ('0x' || substr(md5(e.event_id), 1, 12))::BIGINT AS id,
    concat_ws(
        '-', 'WPC', coalesce(l.country_code, 'XXX'), year(e.date_start), coalesce(p.type_of_violence, 0), e.event_id
    ) AS relid,
    year(e.date_start) AS year,
    NULL::BOOLEAN AS active_year,
    NULL::VARCHAR AS code_status,
    p.type_of_violence::BIGINT AS type_of_violence,
    NULL::BIGINT AS conflict_dset_id,
    NULL::BIGINT AS conflict_new_id,
    CASE WHEN p.type_of_violence IN (2, 3) THEN p.side_a || ' - ' || coalesce(p.side_b, 'Civilians') END
        AS conflict_name,
    NULL::BIGINT AS dyad_dset_id,
    NULL::BIGINT AS dyad_new_id,
    p.side_a || ' - ' || CASE WHEN p.type_of_violence = 3 THEN 'Civilians' ELSE p.side_b END AS dyad_name,
    NULL::BIGINT AS side_a_dset_id,
    NULL::BIGINT AS side_a_new_id,
    p.side_a,
    NULL::BIGINT AS side_b_dset_id,
    NULL::BIGINT AS side_b_new_id,
    CASE WHEN p.type_of_violence = 3 THEN 'Civilians' ELSE p.side_b END AS side_b,
    coalesce(w.number, -1) AS number_of_sources,
    '"' || e.office || ', ' || e.title || '"' AS source_article,
    e.office AS source_office,
    e.source_date,
    e.title AS source_headline,
    o.names AS source_original,
    CASE
        WHEN l.place_type = 'country' THEN 6
        WHEN l.place_type = 'admin1' THEN 4
        WHEN l.place_type = 'admin2' THEN 3
        WHEN l.place_type IN ('region', 'water', 'landform') THEN 5
        WHEN NOT l.is_at THEN 2
        WHEN l.place_type IN ('populated_place', 'facility') THEN 1
    END::BIGINT AS where_prec,
    l.place AS where_coordinates,
    l.words AS where_description,
    l.admin1 AS adm_1,
    l.admin2 AS adm_2,
    l.latitude,
    l.longitude,
    'POINT (' || l.longitude || ' ' || l.latitude || ')' AS geom_wkt,
    CASE
        WHEN l.latitude < 90 AND l.longitude < 180
            THEN floor((l.latitude + 90) * 2) * 720 + floor((l.longitude + 180) * 2) + 1
    END::BIGINT AS priogrid_gid,
    c.name AS country,
    c.gw_number AS country_id,
    CASE
        WHEN c.gw_number < 200 THEN 'Americas'
        WHEN c.gw_number < 400 THEN 'Europe'
        WHEN c.gw_number < 630 THEN 'Africa'
        WHEN c.gw_number < 700 THEN 'Middle East'
        WHEN c.gw_number < 1000 THEN 'Asia'
    END AS region,
    CASE WHEN e.date_precision IN ('day', 'range') AND l.place_id IS NOT NULL THEN 1 ELSE 2 END::BIGINT
        AS event_clarity,
    CASE WHEN e.days = 1 THEN 1 WHEN e.days < 7 THEN 2 WHEN e.days = 7 THEN 3 WHEN e.days < 32 THEN 4 ELSE 5 END::BIGINT
        AS date_prec,
    e.date_start,
    e.date_end,
    d.deaths_a,
    d.deaths_b,
    d.deaths_civilians,
    d.best - d.deaths_a - d.deaths_b - d.deaths_civilians AS deaths_unknown,
    d.best,
    d.high,
    d.low,
    x.gw_number AS gwnoa,
    y.gw_number AS gwnob
FROM dated AS e
JOIN deaths AS d USING (event_id)
JOIN pairs AS p USING (event_id)
LEFT JOIN event_locations AS l USING (event_id)
LEFT JOIN countries AS c ON c.country_code = l.country_code
LEFT JOIN countries AS x ON x.country_code = p.code_a
LEFT JOIN countries AS y ON y.country_code = p.code_b
LEFT JOIN originals AS o USING (event_id)
LEFT JOIN works AS w USING (event_id)
WHERE d.high > 0
ORDER BY e.date_start, e.article_id, e.start, e.event_id
