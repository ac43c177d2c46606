-- a number's text is the text of its passage between start and end
SELECT 'numbers' AS table_name, n.article_id || '/' || n.start AS row_id, 'text' AS field, n.text AS value
FROM numbers n JOIN passages p USING (passage_id)
WHERE substring(p.text, (n.start - p.start + 1)::BIGINT, (n."end" - n.start)::BIGINT) IS DISTINCT FROM n.text
