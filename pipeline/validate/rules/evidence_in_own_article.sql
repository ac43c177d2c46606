-- a row points at passages and at events and claims of its own article only
WITH points(table_name, row_id, field, article_id, passage_id) AS (
    SELECT 'claims', claim_id, 'passage_id', article_id, passage_id FROM claims
    UNION ALL SELECT 'events', event_id, 'passage_id', article_id, passage_id FROM events
    UNION ALL SELECT 'actor_names', actor_id || '/' || article_id || '/' || name, 'passage_id', article_id, passage_id
              FROM actor_names
    UNION ALL SELECT 'numbers', article_id || '/' || start, 'passage_id', article_id, passage_id FROM numbers
    UNION ALL SELECT 'citations', citation_id, 'passage_id', article_id, passage_id FROM citations
    UNION ALL SELECT 'claim_sources', claim_id || '/' || ordinal || '/' || role || '/' || actor_id, 'passage_id',
                     c.article_id, s.passage_id
              FROM claim_sources s JOIN claims c USING (claim_id)
    UNION ALL SELECT 'participants', event_id || '/' || actor_id || '/' || role || '/' || t.passage_id, 'passage_id',
                     e.article_id, t.passage_id
              FROM participants t JOIN events e USING (event_id)
    UNION ALL SELECT 'event_places', event_id || '/' || place_id || '/' || relation, 'passage_id', e.article_id,
                     t.passage_id
              FROM event_places t JOIN events e USING (event_id)
)
SELECT points.table_name, points.row_id, points.field, passage_id AS value
FROM points JOIN passages p USING (passage_id) WHERE points.article_id <> p.article_id
UNION ALL
SELECT 'claims', claim_id, 'event_id', event_id
FROM claims c JOIN events e USING (event_id) WHERE c.article_id <> e.article_id
UNION ALL
SELECT 'events', e.event_id, 'parent_event_id', e.parent_event_id
FROM events e JOIN events parent ON e.parent_event_id = parent.event_id WHERE e.article_id <> parent.article_id
UNION ALL
SELECT 'numbers', n.article_id || '/' || n.start, 'claim_id', n.claim_id
FROM numbers n JOIN claims c USING (claim_id) WHERE n.article_id <> c.article_id
UNION ALL
SELECT 'claim_relations', r.claim_id || '/' || relation || '/' || other_claim_id, 'other_claim_id', other_claim_id
FROM claim_relations r JOIN claims a ON r.claim_id = a.claim_id JOIN claims b ON other_claim_id = b.claim_id
WHERE a.article_id <> b.article_id
