-- a claim's quote is the text of its passage between start and end
SELECT 'claims' AS table_name, c.claim_id AS row_id, 'quote' AS field, c.quote AS value
FROM claims c JOIN passages p USING (passage_id)
WHERE substring(p.text, (c.start - p.start + 1)::BIGINT, (c."end" - c.start)::BIGINT) IS DISTINCT FROM c.quote
