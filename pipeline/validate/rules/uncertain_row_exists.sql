-- an uncertainty is about a row that there is and a column of it, or about a claim and the role of one of its sources
SELECT 'uncertainties' AS table_name, table_name || '/' || row_id || '/' || field || '/' || reading AS row_id,
       'row_id' AS field, row_id AS value
FROM uncertainties u
WHERE NOT EXISTS (FROM ids WHERE ids.table_name = u.table_name AND ids.row_id = u.row_id)
UNION ALL
SELECT 'uncertainties', table_name || '/' || row_id || '/' || field || '/' || reading, 'field', field
FROM uncertainties u
WHERE NOT (u.table_name = 'claims' AND u.field IN ('claimant', 'principal', 'medium'))
  AND NOT EXISTS (
    FROM duckdb_columns() c
    WHERE c.table_name = u.table_name AND c.column_name = u.field AND c.database_name = current_database()
)
