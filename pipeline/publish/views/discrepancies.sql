-- Where the infobox and the prose of an article disagree about losses, one row a disagreement.
--
-- article: Title of the article.
-- event: Name of the event.
-- kind: hedge_lost (the prose loosens the number, the infobox does not), source_added (the infobox credits somebody
-- whom the prose does not), source_upgraded (an anonymous source of the prose becomes the body that it speaks for),
-- source_lost (the infobox names nobody, the prose does), claimants_merged (one infobox number is made of the numbers
-- of several claimants), number_not_in_prose (nothing in the prose bears the infobox number out), number_left_out (the
-- infobox gives this side and measure, but not this number of the prose), side_missing (it gives the measure for
-- another side only) or measure_missing (it does not give the measure at all).
-- measure: What is counted.
-- victim: Short name of the party, else the parties of its infobox column; empty where the text does not say.
-- infobox: Words of the infobox claim.
-- prose: Words of the prose claims, joined by '; '.
-- detail: What is lost or added: the hedge, or the names of sources.
-- infobox_claim_id: Key of the infobox claim.
-- prose_claim_id: Key of the prose claim, of the first where there are several.
WITH losses AS (
    -- Only what the comparisons need: the words of a claim are looked up once it is known to be shown.
    SELECT
        claim_id,
        article_id,
        event_id,
        origin,
        measure,
        form,
        hedge,
        value_low,
        value_high,
        value_text,
        unit,
        coalesce('side' || victim_side, victim_actor_id) AS camp
    FROM claims
    WHERE measure <> 'strength' AND form <> 'anaphoric'
), boxes AS (
    SELECT claim_id, article_id, measure, form, value_low, value_high, value_text, unit, camp
    FROM losses
    WHERE origin = 'infobox'
), pairs AS (
    SELECT i.claim_id AS box_id, p.claim_id AS prose_id, r.relation
    FROM claim_relations AS r
    JOIN losses AS i ON i.claim_id = r.claim_id AND i.origin = 'infobox'
    JOIN losses AS p ON p.claim_id = r.other_claim_id AND p.origin = 'prose'
    WHERE r.relation IN ('restates', 'aggregates')
), part_of AS (
    SELECT claim_id FROM claim_relations WHERE relation = 'subset_of'
), said AS (
    SELECT s.claim_id, s.actor_id, any_value(a.short_name) AS name, bool_or(s.role = 'claimant') AS claims
    FROM claim_sources AS s JOIN actors AS a USING (actor_id)
    GROUP BY s.claim_id, s.actor_id
), hedges AS (
    SELECT 'hedge_lost' AS kind, x.box_id, x.prose_id, coalesce(p.hedge, p.form) AS detail
    FROM pairs AS x JOIN losses AS i ON i.claim_id = x.box_id JOIN losses AS p ON p.claim_id = x.prose_id
    WHERE x.relation = 'restates' AND i.form = 'exact' AND p.form IN ('at_least', 'at_most', 'approximate', 'range')
), added AS (
    -- Neither claimant nor principal nor medium of any prose claim that the infobox one goes back to.
    SELECT 'source_added' AS kind, b.box_id, b.prose_id, string_agg(s.name, '; ' ORDER BY s.name) AS detail
    FROM (SELECT box_id, min(prose_id) AS prose_id FROM pairs GROUP BY box_id) AS b
    JOIN said AS s ON s.claim_id = b.box_id
    WHERE
        NOT EXISTS (
            SELECT 1
            FROM pairs AS x JOIN said AS t ON t.claim_id = x.prose_id
            WHERE x.box_id = b.box_id AND t.actor_id = s.actor_id
        )
    GROUP BY b.box_id, b.prose_id
), upgraded AS (
    SELECT 'source_upgraded' AS kind, x.box_id, x.prose_id, string_agg(DISTINCT a.name, '; ' ORDER BY a.name) AS detail
    FROM pairs AS x
    JOIN claim_sources AS c ON c.claim_id = x.prose_id AND c.role = 'claimant'
    JOIN actors AS a ON a.actor_id = c.actor_id AND a.actor_type = 'anonymous_source'
    JOIN claim_sources AS p ON p.claim_id = c.claim_id AND p.ordinal = c.ordinal AND p.role = 'principal'
    JOIN said AS i ON i.claim_id = x.box_id AND i.actor_id = p.actor_id
    WHERE a.actor_id NOT IN (SELECT t.actor_id FROM said AS t WHERE t.claim_id = x.box_id)
    GROUP BY x.box_id, x.prose_id
), lost AS (
    SELECT
        'source_lost' AS kind,
        x.box_id,
        min(x.prose_id) AS prose_id,
        string_agg(DISTINCT s.name, '; ' ORDER BY s.name) AS detail
    FROM pairs AS x JOIN said AS s ON s.claim_id = x.prose_id
    WHERE x.box_id NOT IN (SELECT claim_id FROM said)
    GROUP BY x.box_id
), merged AS (
    SELECT
        'claimants_merged' AS kind,
        x.box_id,
        min(x.prose_id) AS prose_id,
        string_agg(DISTINCT s.name, '; ' ORDER BY s.name) AS detail
    FROM pairs AS x JOIN said AS s ON s.claim_id = x.prose_id AND s.claims
    WHERE x.relation = 'aggregates'
    GROUP BY x.box_id
    HAVING count(DISTINCT s.actor_id) > 1 AND count(DISTINCT x.prose_id) > 1
), unborne AS (
    SELECT 'number_not_in_prose' AS kind, i.claim_id AS box_id, NULL::VARCHAR AS prose_id, i.value_text AS detail
    FROM boxes AS i
    WHERE
        coalesce(i.value_low, i.value_high) IS NOT NULL
        AND i.claim_id NOT IN (SELECT box_id FROM pairs)
        AND i.claim_id NOT IN (SELECT claim_id FROM part_of)
), told AS (
    -- Prose claims about the main event of an article whose infobox counts losses at all.
    SELECT
        p.claim_id, p.article_id, p.measure, p.form, p.hedge, p.value_low, p.value_high, p.value_text, p.unit, p.camp
    FROM losses AS p JOIN events AS e USING (event_id)
    WHERE
        p.origin = 'prose'
        AND e.is_main
        AND p.camp IS NOT NULL
        AND p.form <> 'named'
        AND p.article_id IN (SELECT article_id FROM boxes)
        AND p.claim_id NOT IN (SELECT claim_id FROM part_of)
        AND p.claim_id NOT IN (SELECT prose_id FROM pairs)
), unboxed AS (
    SELECT
        CASE
            WHEN EXISTS (
                SELECT 1 FROM boxes AS i
                WHERE i.article_id = t.article_id AND i.measure = t.measure AND i.camp = t.camp AND i.unit = t.unit
            ) THEN 'number_left_out'
            WHEN EXISTS (
                SELECT 1 FROM boxes AS i
                WHERE i.article_id = t.article_id AND i.measure = t.measure AND i.unit = t.unit
            ) THEN 'side_missing'
            ELSE 'measure_missing'
        END AS kind,
        NULL::VARCHAR AS box_id,
        t.claim_id AS prose_id,
        nullif(
            CASE
                WHEN starts_with(t.value_text, t.hedge) THEN t.value_text
                ELSE concat_ws(' ', t.hedge, t.value_text)
            END, ''
        ) AS detail
    FROM told AS t
    -- A number that the infobox gives for this side in the words of another claim is not left out; 'some were killed'
    -- adds nothing to a number.
    WHERE
        NOT EXISTS (
            SELECT 1
            FROM boxes AS i
            WHERE
                i.article_id = t.article_id AND i.measure = t.measure AND i.camp = t.camp AND i.unit = t.unit
                AND (
                    t.form = 'existential'
                    OR (i.value_low = t.value_low AND i.value_high IS NOT DISTINCT FROM t.value_high)
                )
        )
), everything AS (
    SELECT kind, box_id, prose_id, detail FROM hedges
    UNION ALL SELECT kind, box_id, prose_id, detail FROM added
    UNION ALL SELECT kind, box_id, prose_id, detail FROM upgraded
    UNION ALL SELECT kind, box_id, prose_id, detail FROM lost
    UNION ALL SELECT kind, box_id, prose_id, detail FROM merged
    UNION ALL SELECT kind, box_id, prose_id, detail FROM unborne
    UNION ALL SELECT kind, box_id, prose_id, detail FROM unboxed
), proses AS (
    SELECT x.box_id, string_agg(p.quote, '; ' ORDER BY p.start) AS quotes
    FROM pairs AS x JOIN claims AS p ON p.claim_id = x.prose_id
    GROUP BY x.box_id
)
SELECT
    a.title AS article,
    e.name AS event,
    x.kind,
    c.measure,
    coalesce(v.short_name, i.parties, 'side ' || c.victim_side) AS victim,
    CASE WHEN x.box_id IS NOT NULL THEN c.quote END AS infobox,
    coalesce(q.quotes, p.quote) AS prose,
    x.detail,
    x.box_id AS infobox_claim_id,
    x.prose_id AS prose_claim_id
FROM everything AS x
JOIN claims AS c ON c.claim_id = coalesce(x.box_id, x.prose_id)
LEFT JOIN claims AS p ON p.claim_id = x.prose_id
LEFT JOIN proses AS q ON q.box_id = x.box_id
JOIN events AS e ON e.event_id = c.event_id
JOIN articles AS a ON a.article_id = c.article_id
LEFT JOIN actors AS v ON v.actor_id = c.victim_actor_id
LEFT JOIN infobox_sides AS i ON i.article_id = c.article_id AND i.side = c.victim_side
ORDER BY c.article_id, c.start, c.claim_id, x.kind
