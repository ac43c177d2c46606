-- Every claim with names instead of ids, one row a claim: who says how many of whose people or things were lost, or
-- taken part, and in which words. Ordered by article, the main event first, then as the claims stand in the text.
--
-- event: Name of the event that the claim is about.
-- date: Date of the losses in EDTF, else of the event; empty where the article gives none.
-- victim: Whose people or things are counted: the party, the parties of the infobox column, or civilians; empty where
-- the text does not say.
-- measure: What is counted: killed, wounded, captured ..., strength.
-- unit: What one of the number is: person, tank, ship ...
-- low: Least number that the words allow; empty for words such as 'several dozen'.
-- high: Greatest number that the words allow; empty where they set none ('at least 50').
-- words: The number as the article writes it.
-- form: How the number is given: exact, at_least, range, vague ...
-- hedge: Words that loosen the number.
-- claimant: Who asserts it; empty where the article says it in its own voice. Several are joined by '; '.
-- principal: On whose behalf the claimant speaks.
-- medium: The outlet or report that carries it.
-- sentence: The sentence, or the infobox field, that the claim stands in.
-- claim_id: Key of the claim, for joining the tables claims, claim_sources and claim_relations.
-- event_id: Key of the event, for joining the tables events and estimates.
-- article_id: Key of the article.
WITH names AS (
    SELECT s.claim_id, s.role, a.short_name AS name, min(s.ordinal) AS place
    FROM claim_sources AS s JOIN actors AS a USING (actor_id)
    GROUP BY s.claim_id, s.role, a.short_name
), sources AS (
    SELECT
        claim_id,
        string_agg(name, '; ' ORDER BY place, name) FILTER (WHERE role = 'claimant') AS claimant,
        string_agg(name, '; ' ORDER BY place, name) FILTER (WHERE role = 'principal') AS principal,
        string_agg(name, '; ' ORDER BY place, name) FILTER (WHERE role = 'medium') AS medium
    FROM names
    GROUP BY claim_id
)
SELECT
    e.name AS event,
    coalesce(c.date_edtf, e.date_edtf) AS date,
    coalesce(
        v.short_name, s.parties, CASE WHEN c.victim_class = 'civilian' THEN 'civilians' END, 'side ' || c.victim_side
    ) AS victim,
    c.measure,
    c.unit,
    c.value_low AS low,
    c.value_high AS high,
    c.value_text AS words,
    c.form,
    c.hedge,
    w.claimant,
    w.principal,
    w.medium,
    p.text AS sentence,
    c.claim_id,
    c.event_id,
    c.article_id
FROM claims AS c
JOIN events AS e USING (event_id)
JOIN passages AS p ON p.passage_id = c.passage_id
LEFT JOIN actors AS v ON v.actor_id = c.victim_actor_id
LEFT JOIN infobox_sides AS s ON s.article_id = c.article_id AND s.side = c.victim_side
LEFT JOIN sources AS w ON w.claim_id = c.claim_id
ORDER BY c.article_id, e.is_main DESC, e.start, e.event_id, c.start, c."end", c.claim_id
