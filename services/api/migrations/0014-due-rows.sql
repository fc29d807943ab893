-- The due rows of each scheduled task: (shop_id, id, due_at). The worker reads these views with its own rights, one shop at a
-- time, so that row-level security applies; shops_with_due_rows tells it in which shops to look.

drop function due_mails, waiting_fragments, due_kept_cards, due_previous_gateway_settings, due_payment_attempts, due_orders, due_reminders, due_events;

-- Mails whose job may have been lost. Other mails have been sent by then, or wait for a retry.
create view due_mail with (security_invoker = true) as
  select m.shop_id, m.id, m.created_at as due_at from mail m
  where m.status = 'QUEUED' and m.kind <> 'CARD_FRAGMENT' and m.created_at < now() - interval '10 seconds';

create view due_card_fragment with (security_invoker = true) as
  select m.shop_id, m.id, m.created_at as due_at from mail m
  where m.status = 'QUEUED' and m.kind = 'CARD_FRAGMENT' and m.created_at < now() - interval '30 seconds';

create view due_kept_card with (security_invoker = true) as
  select k.shop_id, k.payment_id as id, k.erase_at as due_at from card_kept k where k.erase_at <= now();

create view due_previous_gateway_settings with (security_invoker = true) as
  select e.shop_id, e.id, e.replaced_at as due_at from previous_gateway_settings e where e.replaced_at < now() - interval '24 hours';

create view due_payment_attempt with (security_invoker = true) as
  select a.shop_id, a.id, a.opened_at as due_at from payment_attempt a join shop s on s.id = a.shop_id
  where a.status = 'OPEN' and a.opened_at < now() - make_interval(secs => s.bank_delay_seconds);

create view due_order with (security_invoker = true) as
  select o.shop_id, o.id, o.status_since as due_at from "order" o join shop s on s.id = o.shop_id
  where o.status in ('PENDING_PAYMENT', 'PAYMENT_REFUSED') and o.status_since < now() - make_interval(secs => s.order_delay_seconds)
    and not exists (select from payment_attempt a where a.shop_id = o.shop_id and a.order_id = o.id and a.status in ('OPEN', 'PENDING'));

-- Due one day before the order expires, or halfway if the delay is shorter than two days. At most one per period in the
-- same status; none while a bank payment is undecided or an unmatched payment of the order is open.
create view due_reminder with (security_invoker = true) as
  select o.shop_id, o.id, o.status_since as due_at from "order" o join shop s on s.id = o.shop_id
  where o.status in ('PENDING_PAYMENT', 'PAYMENT_REFUSED')
    and o.status_since > now() - make_interval(secs => s.order_delay_seconds)
    and o.status_since <= now() - make_interval(secs => s.order_delay_seconds - least(86400, s.order_delay_seconds / 2))
    and not exists (select from payment_attempt a where a.shop_id = o.shop_id and a.order_id = o.id and a.status in ('OPEN', 'PENDING'))
    and not exists (select from unmatched_payment u where u.shop_id = o.shop_id and u.order_id = o.id and u.closed_at is null)
    and not exists (select from domain_event e where e.shop_id = o.shop_id and e.stream_id = o.id
      and e.type = 'order.payment_reminder_due' and e.at >= o.status_since)
    and not exists (select from mail m where m.shop_id = o.shop_id and m.order_id = o.id and m.kind = 'PAYMENT_REMINDER'
      and m.created_at >= o.status_since);

-- The first event of each stream that waits for a subscriber, once its job may have been lost.
create view due_event with (security_invoker = true) as
  select e.shop_id, e.id, e.at as due_at from domain_event e
  where e.processed_at is null and e.at < now() - interval '10 seconds'
    and not exists (select from domain_event earlier where earlier.shop_id = e.shop_id and earlier.stream_id = e.stream_id
      and earlier.processed_at is null and earlier.sequence < e.sequence);

grant select on due_event, due_mail, due_card_fragment, due_kept_card, due_previous_gateway_settings, due_payment_attempt, due_order, due_reminder
  to triclic_worker;
grant select (shop_id, order_id, closed_at) on unmatched_payment to triclic_worker;

-- The lateral limit makes the plan one index lookup per shop, whatever the statistics say.
create function shops_with_due_rows(due_view text) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if due_view not like 'due\_%' then raise exception 'not a view of due rows: %', due_view; end if;
  return query execute format(
    'select s.id from shop s cross join lateral (select from %I d where d.shop_id = s.id limit 1) due order by s.id', due_view);
end $$;
revoke all on function shops_with_due_rows from public;
grant execute on function shops_with_due_rows to triclic_worker;

drop index domain_event_pending, order_due, mail_queued, card_kept_due, payment_attempt_due, previous_gateway_settings_due;
create index domain_event_pending on domain_event (shop_id, at, id) where processed_at is null;
create index order_due on "order" (shop_id, status_since, id) where status in ('PENDING_PAYMENT', 'PAYMENT_REFUSED');
create index mail_queued on mail (shop_id, created_at, id) where status = 'QUEUED';
create index card_kept_due on card_kept (shop_id, erase_at, payment_id);
create index payment_attempt_due on payment_attempt (shop_id, opened_at, id) where status in ('OPEN', 'PENDING');
create index previous_gateway_settings_due on previous_gateway_settings (shop_id, replaced_at, id);
