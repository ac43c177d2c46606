-- claims_about(actor)
-- The claims about the losses or the strength of an actor, of those who belong to it, and of the infobox column that it
-- stands in, in the columns of claims_readable. The actor is named by its id, its name or any form that an article uses,
-- in any case.
SELECT r.*
FROM claims_readable AS r JOIN claims AS c ON c.claim_id = r.claim_id
WHERE c.claim_id IN (
    SELECT k.claim_id
    FROM claims AS k
    LEFT JOIN participants AS p
        ON k.victim_actor_id IS NULL AND p.event_id = k.event_id AND p.side = k.victim_side
    WHERE coalesce(k.victim_actor_id, p.actor_id) IN (
        SELECT m.actor_id
        FROM (
            SELECT x.actor_id, x.object_actor_id
            FROM actor_relations AS x
            WHERE x.relation IN ('member_of', 'subgroup_of', 'commander_of', 'deputy_of')
            UNION ALL
            SELECT y.actor_id, y.actor_id FROM actors AS y
        ) AS m
        WHERE m.object_actor_id IN (
            SELECT a.actor_id
            FROM actors AS a
            WHERE a.actor_id = actor OR lower(actor) IN (lower(a.name), lower(a.short_name))
            UNION
            SELECT n.actor_id FROM actor_names AS n WHERE lower(n.name) = lower(actor)
        )
    )
)
ORDER BY c.article_id, c.start, c."end", c.claim_id
