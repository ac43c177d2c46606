-- nothing stands in a relation to itself, and no two claims are each a part of the other
SELECT 'claim_relations' AS table_name, claim_id || '/' || relation || '/' || other_claim_id AS row_id,
       'other_claim_id' AS field, other_claim_id AS value
FROM claim_relations WHERE claim_id = other_claim_id
UNION ALL
SELECT 'claim_relations', a.claim_id || '/' || a.relation || '/' || a.other_claim_id, 'relation', a.relation
FROM claim_relations a
JOIN claim_relations b ON a.claim_id = b.other_claim_id AND a.other_claim_id = b.claim_id AND a.relation = b.relation
WHERE a.relation = 'subset_of' AND a.claim_id < a.other_claim_id
UNION ALL
SELECT 'actor_relations', actor_id || '/' || relation || '/' || object_actor_id || '/' || passage_id,
       'object_actor_id', object_actor_id
FROM actor_relations WHERE actor_id = object_actor_id
