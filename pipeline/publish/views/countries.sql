-- The countries whose codes occur among the actors and places of this build, under their codes in other systems, as the
-- countrycode library gives them. What the library does not know is empty.
--
-- country_code: ISO 3166-1 alpha-3 code, as in the tables actors and places.
-- name: Short English name.
-- iso_number: Number of ISO 3166-1.
-- gw_number: Number in the state list of Gleditsch and Ward, which UCDP uses.
-- cow_number: Number in the state list of the Correlates of War project.
-- un_region: Region in the geographic scheme of the United Nations, M49.
SELECT
    c.country_code,
    c.name,
    c.iso_number::BIGINT AS iso_number,
    c.gw_number::BIGINT AS gw_number,
    c.cow_number::BIGINT AS cow_number,
    c.un_region
FROM ({country_values}) AS c (country_code, name, iso_number, gw_number, cow_number, un_region)
WHERE c.country_code IN (SELECT country_code FROM actors UNION SELECT country_code FROM places)
ORDER BY c.country_code
