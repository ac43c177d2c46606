-- a passage is as long as its text and ends within its article
SELECT 'passages' AS table_name, p.passage_id AS row_id, 'end' AS field, p.start || ':' || p."end" AS value
FROM passages p JOIN articles a USING (article_id)
WHERE length(p.text) <> p."end" - p.start OR p."end" > a.characters
