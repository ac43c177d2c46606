-- an actor's name in an article is the text of its passage between start and end
SELECT 'actor_names' AS table_name, n.actor_id || '/' || n.article_id || '/' || n.name AS row_id, 'name' AS field,
       n.name AS value
FROM actor_names n JOIN passages p USING (passage_id)
WHERE substring(p.text, (n.start - p.start + 1)::BIGINT, (n."end" - n.start)::BIGINT) IS DISTINCT FROM n.name
