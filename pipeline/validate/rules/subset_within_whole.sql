-- a part is not larger than its whole, where the whole has an upper bound
SELECT 'claim_relations' AS table_name, r.claim_id || '/' || r.relation || '/' || r.other_claim_id AS row_id,
       'other_claim_id' AS field, part.value_low || ' of ' || whole.value_high AS value
FROM claim_relations r
JOIN claims part ON r.claim_id = part.claim_id
JOIN claims whole ON r.other_claim_id = whole.claim_id
WHERE r.relation = 'subset_of' AND part.unit = whole.unit AND whole.form <> 'approximate'
  AND part.value_low > whole.value_high
