-- a claim's origin is infobox where its passage is a field of it, else prose
SELECT 'claims' AS table_name, claim_id AS row_id, 'origin' AS field, origin AS value
FROM claims JOIN passages p USING (passage_id)
WHERE (origin = 'infobox') <> (p.kind = 'infobox')
