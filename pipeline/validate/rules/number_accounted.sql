-- a number that became a claim names it, any other does not, and one that is no count has a reason
SELECT 'numbers' AS table_name, article_id || '/' || start AS row_id, 'outcome' AS field, outcome AS value
FROM numbers
WHERE (outcome = 'claim') <> (claim_id IS NOT NULL) OR (outcome = 'not_a_count' AND reason IS NULL)
