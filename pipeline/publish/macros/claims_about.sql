-- claims_about(actor)
-- The claims about the losses or the strength of an actor, of those who belong to it, and of the infobox column that it
-- stands in, in the columns of claims_readable. The actor is named by its id, its name or any form that an article uses,
-- in any case.
WITH named AS (
    SELECT a.actor_id FROM actors AS a WHERE a.actor_id = actor OR lower(actor) IN (lower(a.name), lower(a.short_name))
    UNION
    SELECT n.actor_id FROM actor_names AS n WHERE lower(n.name) = lower(actor)
), meant AS (
    SELECT actor_id FROM named
    UNION
    SELECT r.actor_id
    FROM actor_relations AS r JOIN named AS n ON n.actor_id = r.object_actor_id
    WHERE r.relation IN ('member_of', 'subgroup_of', 'commander_of', 'deputy_of')
)
SELECT r.*
FROM claims_readable AS r JOIN claims AS c ON c.claim_id = r.claim_id
WHERE
    c.victim_actor_id IN (SELECT actor_id FROM meant)
    OR (
        c.victim_actor_id IS NULL
        AND EXISTS (
            SELECT 1
            FROM participants AS p JOIN meant AS m ON m.actor_id = p.actor_id
            WHERE p.event_id = c.event_id AND p.side = c.victim_side
        )
    )
ORDER BY c.article_id, c.start, c."end", c.claim_id
