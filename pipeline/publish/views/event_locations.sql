-- Where an event happened: of the places that the article gives for it the most precise. The views ucdp_ged and acled
-- rest on this one.
--
-- event_id: The event.
-- place_id: The place.
-- place: Name of the place.
-- place_type: What kind of place it is.
-- is_at: Whether the event was in the place, not near it or at a distance from it.
-- admin1: First-level division that the place is or lies in, where the text says so.
-- admin2: Second-level division that the place is, where the text says so.
-- country_code: Country that the place lies in.
-- latitude: Degrees north, WGS84; empty where the article gives no coordinates.
-- longitude: Degrees east, WGS84; empty where the article gives no coordinates.
-- words: The words of the article that place the event, joined by '; '.
WITH given AS (
    SELECT
        x.event_id,
        p.*,
        x.relation IN ('in', 'enters') AS is_at,
        row_number() OVER (
            PARTITION BY x.event_id
            ORDER BY
                list_position(
                    ['facility', 'populated_place', 'admin2', 'landform', 'water', 'unknown', 'admin1', 'region'],
                    p.place_type
                ) NULLS LAST,
                list_position(['in', 'enters', 'near', 'vicinity', 'distance'], x.relation),
                x.start,
                p.place_id
        ) AS rank
    FROM event_places AS x JOIN places AS p USING (place_id)
    WHERE x.relation <> 'towards'
), spans AS (
    SELECT x.event_id, substr(s.text, x.start - s.start + 1, x."end" - x.start) AS words, min(x.start) AS place
    FROM event_places AS x JOIN passages AS s USING (passage_id)
    WHERE x.relation <> 'towards'
    GROUP BY ALL
), texts AS (
    SELECT event_id, string_agg(words, '; ' ORDER BY place, words) AS words FROM spans GROUP BY event_id
)
SELECT
    g.event_id,
    g.place_id,
    g.name AS place,
    g.place_type,
    g.is_at,
    CASE WHEN g.place_type = 'admin1' THEN g.name ELSE g.admin1 END AS admin1,
    CASE WHEN g.place_type = 'admin2' THEN g.name END AS admin2,
    g.country_code,
    g.latitude,
    g.longitude,
    t.words
FROM given AS g LEFT JOIN texts AS t USING (event_id)
WHERE g.rank = 1
ORDER BY g.event_id
