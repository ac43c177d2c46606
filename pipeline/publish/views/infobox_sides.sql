-- The sides of each article's infobox by name, one row a column: what the other views call a side of which the article
-- does not say which of its parties is meant.
--
-- article_id: The article.
-- side: Number of the infobox column.
-- parties: Short names of the parties of the column, in its order, joined by '; '.
WITH parties AS (
    SELECT e.article_id, p.side, a.short_name AS name, min(p.start) AS place
    FROM participants AS p JOIN events AS e USING (event_id) JOIN actors AS a USING (actor_id)
    WHERE p.basis = 'infobox' AND p.role IN ('belligerent', 'component') AND p.side IS NOT NULL
    GROUP BY e.article_id, p.side, a.short_name
)
SELECT article_id, side, string_agg(name, '; ' ORDER BY place, name) AS parties
FROM parties
GROUP BY article_id, side
ORDER BY article_id, side
