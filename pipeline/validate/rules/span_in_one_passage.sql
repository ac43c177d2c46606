-- evidence is a stretch of at least one character within its passage
SELECT e.table_name, e.row_id, 'start' AS field, e.start || ':' || e."end" AS value
FROM evidence e JOIN passages p USING (passage_id)
WHERE NOT (p.start <= e.start AND e.start < e."end" AND e."end" <= p."end")
