-- a principal has the ordinal of a claimant of the same claim
SELECT 'claim_sources' AS table_name, claim_id || '/' || ordinal || '/' || role || '/' || actor_id AS row_id,
       'ordinal' AS field, ordinal AS value
FROM claim_sources s
WHERE role = 'principal' AND NOT EXISTS (
    FROM claim_sources c WHERE c.claim_id = s.claim_id AND c.ordinal = s.ordinal AND c.role = 'claimant'
)
