-- no event lies, through its parents, under itself
WITH RECURSIVE above(event_id, parent_event_id) AS (
    SELECT event_id, parent_event_id FROM events WHERE parent_event_id IS NOT NULL
    UNION
    SELECT a.event_id, e.parent_event_id
    FROM above a JOIN events e ON a.parent_event_id = e.event_id
    WHERE e.parent_event_id IS NOT NULL
)
SELECT 'events' AS table_name, event_id AS row_id, 'parent_event_id' AS field, parent_event_id AS value
FROM above WHERE event_id = parent_event_id
