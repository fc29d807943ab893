-- Payment by transfer and by cheque: what the shop offers (src/shop/manual-payments.ts), what buyers chose, and what members recorded as received.
alter table shop add column manual_payments jsonb not null default '{}';
grant update (manual_payments) on shop to triclic_api;

-- What a buyer was told to do. Of several, the newest applies.
create table manual_payment (
  shop_id uuid not null references shop on delete cascade,
  id uuid not null,
  order_id uuid not null,
  method text not null check (method in ('TRANSFER', 'CHEQUE')),
  -- Account or payee as they were then.
  instructions jsonb not null,
  due_at timestamptz not null,
  chosen_at timestamptz not null default now(),
  primary key (shop_id, id),
  foreign key (shop_id, order_id) references "order" (shop_id, id) on delete cascade
);
create index manual_payment_order on manual_payment (shop_id, order_id, chosen_at desc);

create table manual_receipt (
  shop_id uuid not null references shop on delete cascade,
  id uuid not null,
  order_id uuid not null,
  method text not null check (method in ('TRANSFER', 'CHEQUE')),
  -- Minor units.
  amount integer not null check (amount > 0),
  currency char(3) not null,
  received_on date not null,
  reference text,
  -- Whether the order became PAID with it.
  paid_order boolean not null,
  recorded_by uuid not null references member,
  recorded_by_name text not null,
  recorded_at timestamptz not null default now(),
  undone_at timestamptz,
  undone_by_name text,
  primary key (shop_id, id),
  foreign key (shop_id, order_id) references "order" (shop_id, id) on delete cascade
);
create index manual_receipt_order on manual_receipt (shop_id, order_id, recorded_at);

do $$
declare t text;
begin
  foreach t in array array['manual_payment', 'manual_receipt'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('alter table %I alter column shop_id set statistics 0', t);
    execute format($p$create policy tenant_isolation on %I
      using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
      with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)$p$, t);
  end loop;
end $$;
grant select, insert on manual_payment to triclic_api;
grant select, insert, update (undone_at, undone_by_name) on manual_receipt to triclic_api;
grant select on manual_payment to triclic_worker;

-- Money of a receipt that does not pay an order exactly.
alter table unmatched_payment add column receipt_id uuid,
  add foreign key (shop_id, receipt_id) references manual_receipt (shop_id, id) on delete cascade;
create index unmatched_payment_receipt on unmatched_payment (shop_id, receipt_id) where receipt_id is not null;
alter table unmatched_payment drop constraint unmatched_payment_reason_check;
alter table unmatched_payment add constraint unmatched_payment_reason_check check (reason in ('ALREADY_PAID', 'ORDER_CANCELLED', 'OUT_OF_STOCK',
  'WRONG_AMOUNT', 'WRONG_CURRENCY', 'UNKNOWN_REFERENCE', 'PARTIAL_AMOUNT', 'EXCESS_AMOUNT'));
alter table unmatched_payment drop constraint unmatched_payment_outcome_check;
alter table unmatched_payment add constraint unmatched_payment_outcome_check check (outcome in ('ACCEPTED', 'REFUNDED', 'UNDONE'));
alter table unmatched_payment_action drop constraint unmatched_payment_action_kind_check;
alter table unmatched_payment_action add constraint unmatched_payment_action_kind_check
  check (kind in ('ACCEPTED', 'REFUNDED', 'CONTACTED', 'REOPENED', 'UNDONE'));

-- Until when an order that is paid by transfer or cheque waits; null for the shop's delay since its status began.
alter table "order" add column payment_due_at timestamptz;
grant update (payment_due_at) on "order" to triclic_api;
grant select (payment_due_at) on "order" to triclic_tasks;
create index order_payment_due on "order" (shop_id, payment_due_at, id)
  where status in ('PENDING_PAYMENT', 'PAYMENT_REFUSED') and payment_due_at is not null;

create or replace view due_order with (security_invoker = true) as
  select o.shop_id, o.id, o.status_since as due_at from "order" o join shop s on s.id = o.shop_id
  where o.status in ('PENDING_PAYMENT', 'PAYMENT_REFUSED') and o.status_since < now() - make_interval(secs => s.order_delay_seconds)
    and o.payment_due_at is null
    and not exists (select from payment_attempt a where a.shop_id = o.shop_id and a.order_id = o.id and a.status in ('OPEN', 'PENDING'))
  union all
  select o.shop_id, o.id, o.payment_due_at as due_at from "order" o
  where o.status in ('PENDING_PAYMENT', 'PAYMENT_REFUSED') and o.payment_due_at <= now()
    and not exists (select from payment_attempt a where a.shop_id = o.shop_id and a.order_id = o.id and a.status in ('OPEN', 'PENDING'))
    and not exists (select from unmatched_payment u where u.shop_id = o.shop_id and u.order_id = o.id and u.closed_at is null);

create or replace view due_reminder with (security_invoker = true) as
  select o.shop_id, o.id, o.status_since as due_at from "order" o join shop s on s.id = o.shop_id
  where o.status in ('PENDING_PAYMENT', 'PAYMENT_REFUSED')
    and o.payment_due_at is null
    and o.status_since > now() - make_interval(secs => s.order_delay_seconds)
    and o.status_since <= now() - make_interval(secs => s.order_delay_seconds - least(86400, s.order_delay_seconds / 2))
    and not exists (select from payment_attempt a where a.shop_id = o.shop_id and a.order_id = o.id and a.status in ('OPEN', 'PENDING'))
    and not exists (select from unmatched_payment u where u.shop_id = o.shop_id and u.order_id = o.id and u.closed_at is null)
    and not exists (select from domain_event e where e.shop_id = o.shop_id and e.stream_id = o.id
      and e.type = 'order.payment_reminder_due' and e.at >= o.status_since)
    and not exists (select from mail m where m.shop_id = o.shop_id and m.order_id = o.id and m.kind = 'PAYMENT_REMINDER'
      and m.created_at >= o.status_since)
  union all
  select o.shop_id, o.id, o.payment_due_at as due_at from "order" o
  where o.status in ('PENDING_PAYMENT', 'PAYMENT_REFUSED')
    and o.payment_due_at > now() and o.payment_due_at <= now() + interval '1 day'
    and not exists (select from payment_attempt a where a.shop_id = o.shop_id and a.order_id = o.id and a.status in ('OPEN', 'PENDING'))
    and not exists (select from unmatched_payment u where u.shop_id = o.shop_id and u.order_id = o.id and u.closed_at is null)
    and not exists (select from domain_event e where e.shop_id = o.shop_id and e.stream_id = o.id
      and e.type = 'order.payment_reminder_due' and e.at >= o.status_since);
