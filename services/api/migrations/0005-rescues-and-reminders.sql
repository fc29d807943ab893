-- Unmatched payments: what the bank reported, how each was resolved, and every action that a member took.

alter table rescue
  add column protocol text,
  add column reference text,
  add column outcome text check (outcome in ('ACCEPTED', 'REFUNDED')),
  add unique (shop_id, id);
create index rescue_newest on rescue (shop_id, opened_at desc, id desc);
create index rescue_open on rescue (shop_id) where closed_at is null;
create index rescue_order on rescue (shop_id, order_id);

create table rescue_step (
  id uuid primary key,
  shop_id uuid not null,
  rescue_id uuid not null,
  kind text not null check (kind in ('ACCEPTED', 'REFUNDED', 'CONTACTED', 'REOPENED')),
  amount integer check (amount > 0),
  currency char(3),
  bank_reference text,
  note text,
  by_member uuid not null references member,
  by_name text not null,
  at timestamptz not null default now(),
  foreign key (shop_id, rescue_id) references rescue (shop_id, id) on delete cascade
);
create index rescue_step_rescue on rescue_step (shop_id, rescue_id, at);
alter table rescue_step enable row level security;
alter table rescue_step force row level security;
create policy shop_wall on rescue_step
  using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
  with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid);

-- Actions are append-only. Only the resolution of an unmatched payment can change.
grant select, insert on rescue_step to triclic_api;
revoke update on rescue from triclic_api;
grant update (outcome, closed_at, closed_by_name) on rescue to triclic_api;

-- Amount that the bank captured, if a member accepted one that differs from the requested amount.
alter table bank_attempt add column paid_amount integer check (paid_amount > 0);

-- Fields of a refused notification that the merchant may see.
alter table bank_notification_refused add column told jsonb not null default '{}';
create index bank_notification_refused_newest on bank_notification_refused (shop_id, received_at desc, id desc);

-- Settings that an owner can change in the portal. The worker needs the origins for links to the shop's pages.
alter table shop add column order_page_url text;
grant update (order_delay_seconds, bank_delay_seconds, kept_retention_seconds, card_page_url, order_page_url) on shop to triclic_api;
grant select on shop_origin to triclic_worker;

-- Payment reminders, mails about payments without an order, and mails skipped because they became unnecessary.
alter table mail alter column order_id drop not null;
alter table mail drop constraint mail_kind_check;
alter table mail add constraint mail_kind_check check (kind in ('CARD_FRAGMENT', 'ORDER_CONFIRMATION', 'PAYMENT_CONFIRMATION',
  'PAYMENT_NOTICE', 'PAYMENT_REFUSED', 'CARD_REQUEST', 'PAYMENT_REMINDER'));
alter table mail drop constraint mail_status_check;
alter table mail add constraint mail_status_check check (status in ('QUEUED', 'SENT', 'FAILED', 'SKIPPED'));

create policy sweep on rescue for select to current_user using (true);

-- Due one day before the order expires, or halfway if the delay is shorter than two days. At most one per period in the
-- same status; none while a bank payment is undecided or an unmatched payment of the order is open.
create function due_reminders(most integer) returns table (shop_id uuid, id uuid)
  language sql stable security definer set search_path = public as
  $$ select o.shop_id, o.id from "order" o join shop s on s.id = o.shop_id
     where o.status in ('PENDING_PAYMENT', 'PAYMENT_REFUSED')
       and o.status_since > now() - make_interval(secs => s.order_delay_seconds)
       and o.status_since <= now() - make_interval(secs => s.order_delay_seconds - least(86400, s.order_delay_seconds / 2))
       and not exists (select from bank_attempt a where a.shop_id = o.shop_id and a.order_id = o.id and a.status in ('OPEN', 'PENDING'))
       and not exists (select from rescue r where r.shop_id = o.shop_id and r.order_id = o.id and r.closed_at is null)
       and not exists (select from mail m where m.shop_id = o.shop_id and m.order_id = o.id and m.kind = 'PAYMENT_REMINDER'
         and m.created_at >= o.status_since)
     order by o.status_since limit most $$;
revoke all on function due_reminders from public;
grant execute on function due_reminders to triclic_worker;
