-- the bounds are those of the form: exact, approximate and named give one number, a range both bounds, at_least the low
-- and at_most the high alone, zero 0 and 0, vague, existential and unknown neither, anaphoric one number or neither
SELECT 'claims' AS table_name, claim_id AS row_id, 'form' AS field,
       form || ' ' || coalesce(value_low::VARCHAR, '') || '..' || coalesce(value_high::VARCHAR, '') AS value
FROM claims
WHERE NOT CASE
    WHEN form IN ('exact', 'approximate', 'named') THEN value_low IS NOT NULL AND value_low IS NOT DISTINCT FROM value_high
    WHEN form = 'range' THEN value_low IS NOT NULL AND value_high IS NOT NULL
    WHEN form = 'at_least' THEN value_low IS NOT NULL AND value_high IS NULL
    WHEN form = 'at_most' THEN value_low IS NULL AND value_high IS NOT NULL
    WHEN form = 'zero' THEN coalesce(value_low = 0 AND value_high = 0, false)
    WHEN form IN ('vague', 'existential', 'unknown') THEN value_low IS NULL AND value_high IS NULL
    WHEN form = 'anaphoric' THEN value_low IS NOT DISTINCT FROM value_high
    ELSE true
END
