-- an estimate's low, best and high are in that order
SELECT 'estimates' AS table_name, estimate_id AS row_id, 'best' AS field,
       coalesce(low::VARCHAR, '') || '..' || coalesce(best::VARCHAR, '') || '..' || coalesce(high::VARCHAR, '') AS value
FROM estimates
WHERE low > high OR low > best OR best > high
