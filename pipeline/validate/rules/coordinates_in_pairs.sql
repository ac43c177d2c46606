-- latitude and longitude are given together or not at all
SELECT 'places' AS table_name, place_id AS row_id, 'latitude' AS field, coalesce(latitude, longitude) AS value
FROM places WHERE (latitude IS NULL) <> (longitude IS NULL)
