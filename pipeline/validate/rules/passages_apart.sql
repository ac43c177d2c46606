-- the passages of an article do not overlap
SELECT 'passages' AS table_name, passage_id AS row_id, 'start' AS field, start AS value
FROM passages
QUALIFY start < lag("end") OVER (PARTITION BY article_id ORDER BY start, "end")
