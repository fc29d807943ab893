-- What happened to products, collections and stock, for the webhooks that want to be told. See docs/decisions/0101.
-- A row belongs to a subject and a transaction, however many statements changed the subject in it. Shops without such a webhook have no rows.
create table catalog_event (
  shop_id uuid not null references shop on delete cascade,
  id uuid not null default gen_random_uuid(),
  -- Names of webhook/webhook-events.ts.
  type text not null,
  -- The product, the collection, or the variant whose stock changed. It may be deleted.
  subject_id uuid not null,
  -- The product or the collection: what is sent of one is sent in order.
  stream_id uuid not null,
  transaction_id xid8 not null default pg_current_xact_id(),
  at timestamptz not null default now(),
  primary key (shop_id, id),
  unique (shop_id, subject_id, transaction_id, type)
);
create index catalog_event_at on catalog_event (shop_id, at, id);

alter table catalog_event enable row level security;
alter table catalog_event force row level security;
alter table catalog_event alter column shop_id set statistics 0;
create policy tenant_isolation on catalog_event
  using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
  with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid);
grant select, insert on catalog_event to triclic_api, triclic_worker;
grant delete on catalog_event to triclic_worker;

alter table webhook_delivery
  -- Null for an event of an order, and for a test.
  add column catalog_event_id uuid,
  add constraint webhook_delivery_catalog_event_fkey
    foreign key (shop_id, catalog_event_id) references catalog_event (shop_id, id) on delete cascade,
  add check (event_id is null or catalog_event_id is null);
create index webhook_delivery_catalog_event on webhook_delivery (shop_id, catalog_event_id) where catalog_event_id is not null;
-- An import may leave thousands of deliveries, of which few are being sent.
create index webhook_delivery_claimed on webhook_delivery (shop_id, endpoint_id, claimed_until)
  where status = 'PENDING' and claimed_until is not null;

-- Arguments: the event, and the column with the subject's id. A third one lists columns that nobody is told of. Runs with the rights of whoever changes the catalogue, so
-- it sees the webhooks of that shop alone.
create function write_catalog_events() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  event_type constant text := tg_argv[0];
  -- PRODUCT_ for PRODUCT_CHANGED: a created product is not also told as changed, whichever of both a webhook wants.
  family constant text := split_part(event_type, '_', 1) || '_';
  source text := format('select shop_id, %I as id from changed', tg_argv[1]);
begin
  if not exists (
    select from webhook_endpoint e where e.is_active and exists (select from unnest(e.event_types) t where starts_with(t, family))
  ) then return null; end if;
  if tg_op = 'UPDATE' then
    source := format(
      'select shop_id, id from (
         select shop_id, %1$I as id, to_jsonb(c) - $2 as row from changed c except select shop_id, %1$I, to_jsonb(p) - $2 from previous p) c',
      tg_argv[1]);
  end if;
  execute format(
    'with subject as materialized (
       select distinct s.shop_id, s.id from (%s) s
     ), event as (
       insert into public.catalog_event (shop_id, type, subject_id, stream_id)
       select s.shop_id, $1, s.id, %s from subject s where %s
       on conflict do nothing returning shop_id, id, stream_id
     )
     insert into public.webhook_delivery (shop_id, id, endpoint_id, event_type, catalog_event_id, stream_id)
     select v.shop_id, gen_random_uuid(), e.id, $1, v.id, v.stream_id
     from event v join public.webhook_endpoint e on e.shop_id = v.shop_id and e.is_active and $1 = any (e.event_types)',
    source,
    case when family = 'STOCK_' then '(select v.product_id from public.variant v where v.shop_id = s.shop_id and v.id = s.id)' else 's.id' end,
    -- The rows of a deleted product are deleted with it.
    case when event_type like '%CHANGED' and family <> 'STOCK_' then format(
      'exists (select from public.%I p where p.shop_id = s.shop_id and p.id = s.id)
       and not exists (select from public.catalog_event v where v.shop_id = s.shop_id and v.subject_id = s.id
         and v.transaction_id = pg_current_xact_id() and v.type = %L)',
      lower(split_part(event_type, '_', 1)), family || 'CREATED') else 'true' end)
    using event_type, string_to_array(coalesce(tg_argv[2], ''), ' ');
  return null;
end $$;
revoke all on function write_catalog_events from public;

do $$
declare
  t record;
  operation text;
begin
  for t in
    select * from (values
      ('product', 'insert', 'PRODUCT_CREATED', 'id', ''),
      ('product', 'update', 'PRODUCT_CHANGED', 'id', 'version updated_at'),
      ('product', 'delete', 'PRODUCT_DELETED', 'id', ''),
      ('variant', 'insert update delete', 'PRODUCT_CHANGED', 'product_id', ''),
      ('product_image', 'insert update delete', 'PRODUCT_CHANGED', 'product_id', ''),
      ('collection', 'insert', 'COLLECTION_CREATED', 'id', ''),
      ('collection', 'update', 'COLLECTION_CHANGED', 'id', 'version updated_at'),
      ('collection', 'delete', 'COLLECTION_DELETED', 'id', ''),
      ('collection_product', 'insert update delete', 'COLLECTION_CHANGED', 'collection_id', ''),
      ('stock', 'insert', 'STOCK_CHANGED', 'variant_id', ''),
      ('stock', 'update', 'STOCK_CHANGED', 'variant_id', 'on_hand reserved')
    ) t (name, operations, event, subject, untold)
  loop
    foreach operation in array string_to_array(t.operations, ' ') loop
      execute format('create trigger write_events_%s after %s on %I referencing %s
        for each statement execute function write_catalog_events(%L, %L, %L)', operation, operation, t.name,
        case operation when 'insert' then 'new table as changed' when 'delete' then 'old table as changed'
          else 'old table as previous new table as changed' end,
        t.event, t.subject, t.untold);
    end loop;
  end loop;
end $$;

-- No job wakes the worker for these: the change is written by a trigger. So they are due at once.
create or replace view due_webhook with (security_invoker = true) as
  select e.shop_id, e.id, e.retry_at as due_at from webhook_endpoint e
  where e.is_active and e.retry_at < now()
    and exists (select from webhook_delivery d where d.shop_id = e.shop_id and d.endpoint_id = e.id and d.status = 'PENDING'
      and d.try_at <= case when d.catalog_event_id is null or d.attempts > 0 then now() - interval '5 seconds' else now() end
      and (d.claimed_until is null or d.claimed_until < now()));
grant select (catalog_event_id, attempts) on webhook_delivery to triclic_tasks;

create view due_old_catalog_event with (security_invoker = true) as
  select v.shop_id, v.id, v.at as due_at from catalog_event v where v.at < now() - interval '30 days';
grant select on due_old_catalog_event to triclic_tasks, triclic_worker;
grant select (shop_id, id, at) on catalog_event to triclic_tasks;
create policy tasks_read_all_shops on catalog_event for select to triclic_tasks using (true);
