-- passage, start and end are given together or not at all
SELECT table_name, row_id, 'passage_id' AS field, passage_id AS value
FROM evidence
WHERE (passage_id IS NULL) <> (start IS NULL) OR (start IS NULL) <> ("end" IS NULL)
