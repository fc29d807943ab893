-- Products whose time of publication has come since a given time. Every api process asks together with the log of changes, which holds
-- nothing of them: nobody changes a product when its time comes.
create index product_publication on product (publish_at) where status = 'PUBLISHED' and publish_at is not null;

create function published_products(since timestamptz) returns table (shop_id uuid, id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$ select p.shop_id, p.id from product p where p.status = 'PUBLISHED' and p.publish_at > since and p.publish_at <= now() $$;
revoke all on function published_products from public;
grant execute on function published_products to triclic_api;
alter function published_products owner to triclic_tasks;
create policy tasks_read_all_shops on product for select to triclic_tasks using (true);
grant select (shop_id, id, status, publish_at) on product to triclic_tasks;
