-- a claim's low is not above its high
SELECT 'claims' AS table_name, claim_id AS row_id, 'value_low' AS field, value_low || '..' || value_high AS value
FROM claims WHERE value_low > value_high
