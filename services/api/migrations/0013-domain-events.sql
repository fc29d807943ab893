-- Domain events: what happened, written in the transaction in which it happened (a transactional outbox). The events of an
-- order are numbered without gaps under the order's lock. `data` holds ids, codes and amounts, never personal data.

alter table "order"
  add column event_count integer not null default 0,
  add column cancellation_reason text;

create table domain_event (
  shop_id uuid not null references shop (id) on delete cascade,
  id uuid not null,
  -- The order, or the unmatched payment that belongs to no order.
  stream_id uuid not null,
  sequence integer not null check (sequence > 0),
  order_id uuid check (order_id = stream_id),
  type text not null,
  actor text not null check (actor in ('buyer', 'member', 'bank', 'system')),
  member_id uuid references member (id) check ((member_id is not null) = (actor = 'member')),
  data jsonb not null default '{}',
  at timestamptz not null default now(),
  -- When every subscriber had processed it; at once if it has none.
  processed_at timestamptz,
  primary key (shop_id, id),
  unique (shop_id, stream_id, sequence),
  foreign key (shop_id, order_id) references "order" (shop_id, id) on delete cascade
);
create index domain_event_pending on domain_event (at) where processed_at is null;

-- The last event of a stream that a subscriber has processed. It moves in the transaction of the subscriber's own changes.
create table event_position (
  shop_id uuid not null references shop (id) on delete cascade,
  stream_id uuid not null,
  subscriber text not null,
  sequence integer not null default 0,
  primary key (shop_id, stream_id, subscriber)
);

do $$
declare t text;
begin
  foreach t in array array['domain_event', 'event_position'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy tenant_isolation on %I
      using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
      with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)$p$, t);
  end loop;
end $$;
create policy owner_reads_all_shops on domain_event for select to current_user using (true);

grant select, insert on domain_event to triclic_api, triclic_worker;
grant update (processed_at) on domain_event to triclic_worker;
grant select, insert, update on event_position to triclic_worker;
-- For the mails that follow from events.
grant select (shop_id, id, order_id, attempt_id, reason, reference) on unmatched_payment to triclic_worker;

-- The timeline of an order is read from its events. Entries written before there were events stay readable.
revoke insert on order_event from triclic_api, triclic_worker;

create function due_events(older_than interval, max_rows integer) returns table (shop_id uuid, stream_id uuid, id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$ select first.shop_id, first.stream_id, first.id from (
       select distinct on (e.shop_id, e.stream_id) e.shop_id, e.stream_id, e.id, e.at from domain_event e
       where e.processed_at is null and e.at < now() - older_than
       order by e.shop_id, e.stream_id, e.sequence) first
     order by first.at limit max_rows $$;
revoke all on function due_events from public;
grant execute on function due_events to triclic_worker;

create or replace function due_reminders(max_rows integer) returns table (shop_id uuid, id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$ select o.shop_id, o.id from "order" o join shop s on s.id = o.shop_id
     where o.status in ('PENDING_PAYMENT', 'PAYMENT_REFUSED')
       and o.status_since > now() - make_interval(secs => s.order_delay_seconds)
       and o.status_since <= now() - make_interval(secs => s.order_delay_seconds - least(86400, s.order_delay_seconds / 2))
       and not exists (select from payment_attempt a where a.shop_id = o.shop_id and a.order_id = o.id and a.status in ('OPEN', 'PENDING'))
       and not exists (select from unmatched_payment u where u.shop_id = o.shop_id and u.order_id = o.id and u.closed_at is null)
       and not exists (select from domain_event e where e.shop_id = o.shop_id and e.stream_id = o.id
         and e.type = 'order.payment_reminder_due' and e.at >= o.status_since)
       and not exists (select from mail m where m.shop_id = o.shop_id and m.order_id = o.id and m.kind = 'PAYMENT_REMINDER'
         and m.created_at >= o.status_since)
     order by o.status_since limit max_rows $$;
