-- evidence(claim_id)
-- Everything that a claim rests on, word for word: the claim itself, its claimants, principals and media, the event, the
-- place, the references behind it, and the claims that it restates, adds up, is a part of or contradicts.
--
-- kind: claim, claimant, principal, medium, event, place, citation, or the relation to another claim.
-- name: Who or what it is: the measure, the source, the event, the place, the work cited, or the key of the other claim.
-- basis: How it is known: the form of a number, the basis of a source, the precision of a date.
-- words: The words that show it, exactly as they stand in the article.
-- section: Heading that they stand under; empty in the lead and the infobox.
-- passage: The sentence or the infobox field that they stand in.
-- article: Title of the article.
-- source_url: Address of the document.
-- start: Where the words begin: code points from the start of the article's text.
-- end: Where the words end.
SELECT
    i.kind,
    i.name,
    i.basis,
    coalesce(i.words, substr(p.text, i.start - p.start + 1, i."end" - i.start)) AS words,
    p.section,
    p.text AS passage,
    a.title AS article,
    a.source_url,
    i.start,
    i."end"
FROM (
    SELECT
        1 AS place, 'claim' AS kind, c.measure AS name, c.form AS basis, c.passage_id, c.start, c."end", c.article_id,
        NULL::VARCHAR AS words
    FROM claims AS c
    WHERE c.claim_id = claim_id
    UNION ALL
    SELECT 2, s.role, a.name, s.basis, s.passage_id, s.start, s."end", c.article_id, NULL
    FROM claims AS c
    JOIN claim_sources AS s ON s.claim_id = c.claim_id
    JOIN actors AS a ON a.actor_id = s.actor_id
    WHERE c.claim_id = claim_id
    UNION ALL
    SELECT 3, 'event', e.name, e.date_precision, e.passage_id, e.start, e."end", c.article_id, NULL
    FROM claims AS c JOIN events AS e ON e.event_id = c.event_id
    WHERE c.claim_id = claim_id
    UNION ALL
    SELECT 4, 'place', p.name, x.relation, x.passage_id, x.start, x."end", c.article_id, NULL
    FROM claims AS c
    JOIN event_places AS x ON x.event_id = c.event_id
    JOIN places AS p ON p.place_id = x.place_id
    WHERE c.claim_id = claim_id
    UNION ALL
    SELECT 5, r.relation, o.claim_id, o.form, o.passage_id, o.start, o."end", o.article_id, NULL
    FROM claim_relations AS r JOIN claims AS o ON o.claim_id = r.other_claim_id
    WHERE r.claim_id = claim_id
    UNION ALL
    -- Who is contradicted contradicts too; the relation is written down once.
    SELECT 5, r.relation, o.claim_id, o.form, o.passage_id, o.start, o."end", o.article_id, NULL
    FROM claim_relations AS r JOIN claims AS o ON o.claim_id = r.claim_id
    WHERE r.other_claim_id = claim_id AND r.relation = 'contradicts'
    UNION ALL
    SELECT 6, 'citation', coalesce(w.title, w.url), w.publisher, w.passage_id, NULL, NULL, w.article_id, w.url
    FROM claims AS c JOIN citations AS w ON w.claim_id = c.claim_id
    WHERE c.claim_id = claim_id
) AS i
LEFT JOIN passages AS p ON p.passage_id = i.passage_id
LEFT JOIN articles AS a ON a.article_id = i.article_id
ORDER BY i.place, i.start, i.name
