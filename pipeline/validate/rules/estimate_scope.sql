-- an estimate of a side names the side or the party, one that is unstated or a total names neither
SELECT 'estimates' AS table_name, estimate_id AS row_id, 'scope' AS field, scope AS value
FROM estimates
WHERE (scope = 'side') <> (victim_side IS NOT NULL OR victim_actor_id IS NOT NULL)
