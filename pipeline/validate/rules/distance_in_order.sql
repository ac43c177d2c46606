-- a distance's low is not above its high, and neither is given alone
SELECT 'event_places' AS table_name, event_id || '/' || place_id || '/' || relation AS row_id,
       'distance_km_low' AS field, distance_km_low AS value
FROM event_places
WHERE distance_km_low > distance_km_high OR (distance_km_low IS NULL) <> (distance_km_high IS NULL)
