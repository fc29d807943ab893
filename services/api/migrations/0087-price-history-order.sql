-- The newest row of a variant's price history is its current price: a transaction that began before another one, but changed the price after it, used
-- to write the earlier time. A price that is replaced in the same transaction was never charged.
set local role triclic_tasks;
create or replace function record_price() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into price_history (shop_id, variant_id, since, price) select shop_id, id, now(), price from changed
      on conflict (shop_id, variant_id, since) do update set price = excluded.price;
  else
    insert into price_history (shop_id, variant_id, since, price)
      select c.shop_id, c.id, case when last.since > now() then last.since + interval '1 microsecond' else now() end, c.price
      from changed c join previous p on p.shop_id = c.shop_id and p.id = c.id
        left join lateral (
          select h.since from price_history h where h.shop_id = c.shop_id and h.variant_id = c.id order by h.since desc limit 1
        ) last on true
      where p.price <> c.price
      on conflict (shop_id, variant_id, since) do update set price = excluded.price;
  end if;
  return null;
end $$;
reset role;
