-- Webhooks: what happens in a shop is posted to addresses that its members chose. See docs/decisions/0087.
create table webhook_endpoint (
  shop_id uuid not null references shop on delete cascade,
  id uuid not null,
  url text not null,
  description text not null,
  -- Names of webhook/webhook-events.ts.
  event_types text[] not null,
  -- The GraphQL document of the payload; null for the default one of each event.
  document text,
  is_active boolean not null default true,
  -- When the receiver answered that it is gone for good, which switched it off; null once a member switches it on again.
  gone_at timestamptz,
  -- Encrypted with a key that the database does not have. Until its end, deliveries are signed with the previous secret too.
  sealed_secret bytea not null,
  previous_sealed_secret bytea,
  previous_secret_ends_at timestamptz,
  created_at timestamptz not null default now(),
  -- Attempts that failed since the last one that did not. Until `retry_at`, nothing is sent.
  failures integer not null default 0,
  retry_at timestamptz not null default now(),
  primary key (shop_id, id),
  check ((previous_sealed_secret is null) = (previous_secret_ends_at is null))
);

-- The payload is not stored: it is made for each attempt, and names a buyer only where the receiver keeps it.
create table webhook_delivery (
  shop_id uuid not null,
  id uuid not null,
  endpoint_id uuid not null,
  event_type text not null,
  -- Null for a test.
  event_id uuid,
  -- The order, or what else the event belongs to: what is sent of one is sent in order.
  stream_id uuid not null,
  sequence bigint generated always as identity,
  status text not null default 'PENDING' check (status in ('PENDING', 'DELIVERED', 'FAILED')),
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  attempts integer not null default 0,
  try_at timestamptz not null default now(),
  -- While a worker sends it. If the worker was killed, another one sends it again afterwards.
  claimed_until timestamptz,
  primary key (shop_id, id),
  foreign key (shop_id, endpoint_id) references webhook_endpoint (shop_id, id) on delete cascade,
  foreign key (shop_id, event_id) references domain_event (shop_id, id) on delete cascade
);
create index webhook_delivery_pending on webhook_delivery (shop_id, endpoint_id, stream_id, sequence) where status = 'PENDING';
create index webhook_delivery_next on webhook_delivery (shop_id, endpoint_id, sequence) where status = 'PENDING';
create index webhook_delivery_newest on webhook_delivery (shop_id, endpoint_id, created_at desc, id desc);
create index webhook_delivery_event on webhook_delivery (shop_id, event_id);
create index webhook_delivery_old on webhook_delivery (shop_id, created_at, id);

create table webhook_attempt (
  shop_id uuid not null,
  id uuid not null,
  delivery_id uuid not null,
  at timestamptz not null,
  duration_ms integer not null,
  -- The status of the answer, or why there was none.
  status integer,
  failure text,
  -- The beginning of the answer.
  excerpt text,
  primary key (shop_id, id),
  foreign key (shop_id, delivery_id) references webhook_delivery (shop_id, id) on delete cascade,
  check ((status is null) <> (failure is null))
);
create index webhook_attempt_delivery on webhook_attempt (shop_id, delivery_id, at);

do $$
declare
  t text;
begin
  foreach t in array array['webhook_endpoint', 'webhook_delivery', 'webhook_attempt'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('alter table %I alter column shop_id set statistics 0', t);
    execute format($p$create policy tenant_isolation on %I
      using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
      with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)$p$, t);
  end loop;
end $$;

grant select, insert, delete, update (url, description, event_types, document, is_active, gone_at, sealed_secret, previous_sealed_secret,
  previous_secret_ends_at, failures, retry_at) on webhook_endpoint to triclic_api;
grant select, insert on webhook_delivery to triclic_api;
grant select on webhook_attempt to triclic_api;
grant select, update (is_active, gone_at, failures, retry_at) on webhook_endpoint to triclic_worker;
grant select, insert, delete, update (status, ended_at, attempts, try_at, claimed_until) on webhook_delivery to triclic_worker;
grant select, insert on webhook_attempt to triclic_worker;

-- Endpoints for which something waits, once its job may have been lost.
create view due_webhook with (security_invoker = true) as
  select e.shop_id, e.id, e.retry_at as due_at from webhook_endpoint e
  where e.is_active and e.retry_at < now() - interval '5 seconds'
    and exists (select from webhook_delivery d where d.shop_id = e.shop_id and d.endpoint_id = e.id and d.status = 'PENDING'
      and d.try_at < now() - interval '5 seconds' and (d.claimed_until is null or d.claimed_until < now()));
create view due_old_webhook with (security_invoker = true) as
  select d.shop_id, d.id, d.created_at as due_at from webhook_delivery d where d.created_at < now() - interval '30 days';
grant select on due_webhook, due_old_webhook to triclic_tasks, triclic_worker;
grant select (shop_id, id, is_active, retry_at) on webhook_endpoint to triclic_tasks;
grant select (shop_id, id, endpoint_id, event_id, status, created_at, try_at, claimed_until) on webhook_delivery to triclic_tasks;
create policy tasks_read_all_shops on webhook_endpoint for select to triclic_tasks using (true);
create policy tasks_read_all_shops on webhook_delivery for select to triclic_tasks using (true);

-- An answer may repeat what it was told of a buyer. Runs with the rights of the function that erases buyers.
create function erase_webhook_answers() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  update webhook_attempt a set excerpt = null from webhook_delivery d join domain_event e on e.shop_id = d.shop_id and e.id = d.event_id
    where a.shop_id = new.shop_id and a.delivery_id = d.id and d.shop_id = new.shop_id and e.stream_id = new.id and a.excerpt is not null;
  return null;
end $$;
create trigger order_erases_webhook_answers after update of erased_at on "order" for each row
  when (old.erased_at is null and new.erased_at is not null) execute function erase_webhook_answers();
grant select (shop_id, delivery_id, excerpt), update (excerpt) on webhook_attempt to triclic_tasks;
