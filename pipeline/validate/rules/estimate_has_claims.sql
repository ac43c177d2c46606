-- an estimate rests on claims of its own event and measure
SELECT 'estimates' AS table_name, estimate_id AS row_id, 'estimate_id' AS field, estimate_id AS value
FROM estimates e WHERE NOT EXISTS (FROM estimate_claims c WHERE c.estimate_id = e.estimate_id)
UNION ALL
SELECT 'estimate_claims', estimate_id || '/' || claim_id, 'claim_id', claim_id
FROM estimate_claims JOIN estimates e USING (estimate_id) JOIN claims c USING (claim_id)
WHERE e.event_id <> c.event_id OR e.measure <> c.measure
