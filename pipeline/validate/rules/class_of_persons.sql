-- persons have a class, animals and materiel have neither class nor age
SELECT 'claims' AS table_name, claim_id AS row_id, 'victim_class' AS field, victim_class AS value
FROM claims
WHERE (unit = 'person') <> (victim_class IS NOT NULL) OR (unit <> 'person' AND victim_age IS NOT NULL)
