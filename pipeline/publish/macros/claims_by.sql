-- claims_by(actor)
-- The claims that an actor makes, has made on its behalf or carries, in the columns of claims_readable. The actor is
-- named by its id, its name or any form that an article uses, in any case.
SELECT r.*
FROM claims_readable AS r JOIN claims AS c ON c.claim_id = r.claim_id
WHERE c.claim_id IN (
    SELECT s.claim_id
    FROM claim_sources AS s
    WHERE s.actor_id IN (
        SELECT a.actor_id
        FROM actors AS a
        WHERE a.actor_id = actor OR lower(actor) IN (lower(a.name), lower(a.short_name))
        UNION
        SELECT n.actor_id FROM actor_names AS n WHERE lower(n.name) = lower(actor)
    )
)
ORDER BY c.article_id, c.start, c."end", c.claim_id
