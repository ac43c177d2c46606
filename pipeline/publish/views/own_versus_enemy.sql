-- For each side of an event and each kind of loss: what the side itself admits, what its enemy claims and what third
-- parties say, beside each other. One row a side and measure that somebody gives a number for.
--
-- article: Title of the article.
-- event: Name of the event.
-- date: Date of the event in EDTF.
-- measure: What is counted.
-- victim: Short name of the party whose losses they are, else the parties of its column of the infobox.
-- own_low: Lowest number that the side admits.
-- own_high: Highest number that the side admits.
-- enemy_low: Lowest number that the other side claims.
-- enemy_high: Highest number that the other side claims.
-- third_low: Lowest number of third parties.
-- third_high: Highest number of third parties.
-- lowest: Lowest number of all.
-- highest: Highest number of all.
-- enemy_to_own: Highest enemy claim divided by the highest own admission; empty where one of them is missing, or where
-- the side admits none.
-- claims: How many claims with a number there are.
-- event_id: Key of the event, for joining the tables events and estimates.
WITH bounds AS (
    SELECT
        event_id,
        measure,
        victim_side,
        -- A rule names the party only where its claims do; together they are one side all the same.
        coalesce('side' || victim_side, victim_actor_id) AS camp,
        max(victim_actor_id) FILTER (WHERE rule = 'envelope') AS actor_id,
        max(low) FILTER (WHERE rule = 'own_admission') AS own_low,
        max(high) FILTER (WHERE rule = 'own_admission') AS own_high,
        max(low) FILTER (WHERE rule = 'enemy_claim') AS enemy_low,
        max(high) FILTER (WHERE rule = 'enemy_claim') AS enemy_high,
        max(low) FILTER (WHERE rule = 'third_party') AS third_low,
        max(high) FILTER (WHERE rule = 'third_party') AS third_high,
        max(low) FILTER (WHERE rule = 'envelope') AS lowest,
        max(high) FILTER (WHERE rule = 'envelope') AS highest,
        max(estimate_id) FILTER (WHERE rule = 'envelope') AS estimate_id
    FROM estimates
    WHERE scope = 'side'
    GROUP BY event_id, measure, victim_side, camp
), supported AS (
    SELECT estimate_id, count(*) AS claims FROM estimate_claims GROUP BY estimate_id
)
SELECT
    t.title AS article,
    e.name AS event,
    e.date_edtf AS date,
    b.measure,
    coalesce(a.short_name, i.parties, 'side ' || b.victim_side) AS victim,
    b.own_low,
    b.own_high,
    b.enemy_low,
    b.enemy_high,
    b.third_low,
    b.third_high,
    b.lowest,
    b.highest,
    round(b.enemy_high / nullif(b.own_high, 0), 2)::DOUBLE AS enemy_to_own,
    s.claims,
    b.event_id
FROM bounds AS b
JOIN supported AS s USING (estimate_id)
JOIN events AS e USING (event_id)
JOIN articles AS t USING (article_id)
LEFT JOIN actors AS a ON a.actor_id = b.actor_id
LEFT JOIN infobox_sides AS i ON i.article_id = e.article_id AND i.side = b.victim_side
ORDER BY e.article_id, e.is_main DESC, e.start, b.event_id, b.measure, b.victim_side NULLS LAST, b.camp
