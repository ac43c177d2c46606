-- a period does not end before it begins, and its ISO dates lie in its years
WITH periods AS (
    SELECT 'events' AS table_name, event_id AS row_id, date_start, date_end, year_start, year_end FROM events
    UNION ALL SELECT 'claims', claim_id, date_start, date_end, NULL, NULL FROM claims
)
SELECT table_name, row_id, 'date_start' AS field,
       coalesce(date_start::VARCHAR, year_start::VARCHAR, '') || '..' || coalesce(date_end::VARCHAR, year_end::VARCHAR, '')
       AS value
FROM periods
WHERE date_start > date_end OR year_start > year_end
   OR year(date_start) <> year_start OR year(date_end) <> year_end
