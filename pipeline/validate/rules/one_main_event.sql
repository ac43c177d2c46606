-- an article has at most one main event
SELECT 'events' AS table_name, event_id AS row_id, 'is_main' AS field, is_main AS value
FROM events WHERE is_main
QUALIFY count(*) OVER (PARTITION BY article_id) > 1
