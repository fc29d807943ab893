-- Tables are named after what the code and the API call them, and every primary and unique key of a tenant table begins with
-- shop_id, so that the schema can be distributed by shop_id.

alter table bank_account rename to gateway_account;
alter table bank_account_earlier rename to previous_gateway_settings;
alter table previous_gateway_settings rename column bank_account_id to gateway_account_id;
alter table bank_trial rename to test_payment;
alter table test_payment rename column bank_account_id to gateway_account_id;
alter table bank_attempt rename to payment_attempt;
alter table payment_attempt rename column bank_account_id to gateway_account_id;
alter table rescue rename to unmatched_payment;
alter table rescue_step rename to unmatched_payment_action;
alter table unmatched_payment_action rename column rescue_id to unmatched_payment_id;
alter table bank_notification_refused rename column told to displayed_fields;

alter index bank_account_earlier_account rename to previous_gateway_settings_account;
alter index bank_account_earlier_due rename to previous_gateway_settings_due;
alter index bank_trial_newest rename to test_payment_newest;
alter index bank_attempt_order rename to payment_attempt_order;
alter index bank_attempt_due rename to payment_attempt_due;
alter index bank_attempt_once_per_key rename to payment_attempt_once_per_key;
alter index rescue_newest rename to unmatched_payment_newest;
alter index rescue_open rename to unmatched_payment_open;
alter index rescue_order rename to unmatched_payment_order;
alter index rescue_step_rescue rename to unmatched_payment_action_payment;
alter table gateway_account rename constraint bank_account_archived_is_closed to gateway_account_archived_is_disabled;

-- The owner is subject to the forced policies too; these updates concern all shops.
alter table order_event no force row level security;
update order_event set kind = replace(kind, 'RESCUE_', 'UNMATCHED_PAYMENT_') where kind like 'RESCUE\_%';
update order_event set kind = 'BANK_PAYMENT_UNMATCHED' where kind = 'BANK_RESCUE';
alter table order_event force row level security;
alter table bank_notification no force row level security;
update bank_notification set verdict = case verdict when 'RESCUED' then 'UNMATCHED' else 'TEST_PAYMENT' end
  where verdict in ('RESCUED', 'TRIED');
alter table bank_notification force row level security;

do $$
declare
  t text;
  key record;
begin
  create temporary table foreign_key on commit drop as
    select conrelid::regclass as child, conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint
    where contype = 'f' and connamespace = 'public'::regnamespace
      and confrelid in (select attrelid from pg_attribute where attname = 'shop_id' and not attisdropped);
  for key in select * from foreign_key loop
    execute format('alter table %s drop constraint %I', key.child, key.name);
  end loop;

  foreach t in array array['product', 'variant', 'collection', 'shipping_method', 'order', 'order_line', 'order_event', 'mail',
    'card_payment', 'certification', 'card_request', 'gateway_account', 'previous_gateway_settings', 'test_payment',
    'payment_attempt', 'bank_notification', 'bank_notification_refused', 'unmatched_payment', 'unmatched_payment_action', 'audit_entry']
  loop
    for key in
      select conname as name from pg_constraint
      where conrelid = format('public.%I', t)::regclass
        and (contype = 'p' or (contype = 'u' and pg_get_constraintdef(oid) = 'UNIQUE (shop_id, id)'))
    loop
      execute format('alter table %I drop constraint %I', t, key.name);
    end loop;
    execute format('alter table %I add constraint %I primary key (shop_id, id)', t, t || '_pkey');
  end loop;
  alter table stock drop constraint stock_pkey, add primary key (shop_id, variant_id);
  alter table card_kept drop constraint card_kept_pkey, add primary key (shop_id, payment_id);
  alter table collection_product drop constraint collection_product_pkey, add primary key (shop_id, collection_id, product_id);
  drop index stock_shop;

  for key in select * from foreign_key loop
    execute format('alter table %s add constraint %I %s', key.child, key.name, key.definition);
  end loop;
end $$;

-- Functions keep the names of tables in their text.

drop function due_earlier_bank_settings, due_bank_attempts;
create function due_previous_gateway_settings(older_than interval, max_rows integer) returns table (shop_id uuid, id uuid)
  language sql stable security definer set search_path = public as
  $$ select e.shop_id, e.id from previous_gateway_settings e where e.replaced_at < now() - older_than order by e.replaced_at limit max_rows $$;
create function due_payment_attempts(max_rows integer) returns table (shop_id uuid, id uuid)
  language sql stable security definer set search_path = public as
  $$ select a.shop_id, a.id from payment_attempt a join shop s on s.id = a.shop_id
     where a.status = 'OPEN' and a.opened_at < now() - make_interval(secs => s.bank_delay_seconds) order by a.opened_at limit max_rows $$;
create or replace function due_orders(most integer) returns table (shop_id uuid, id uuid)
  language sql stable security definer set search_path = public as
  $$ select o.shop_id, o.id from "order" o join shop s on s.id = o.shop_id
     where o.status in ('PENDING_PAYMENT', 'PAYMENT_REFUSED') and o.status_since < now() - make_interval(secs => s.order_delay_seconds)
       and not exists (select from payment_attempt a where a.shop_id = o.shop_id and a.order_id = o.id and a.status in ('OPEN', 'PENDING'))
     order by o.status_since limit most $$;
create or replace function due_reminders(most integer) returns table (shop_id uuid, id uuid)
  language sql stable security definer set search_path = public as
  $$ select o.shop_id, o.id from "order" o join shop s on s.id = o.shop_id
     where o.status in ('PENDING_PAYMENT', 'PAYMENT_REFUSED')
       and o.status_since > now() - make_interval(secs => s.order_delay_seconds)
       and o.status_since <= now() - make_interval(secs => s.order_delay_seconds - least(86400, s.order_delay_seconds / 2))
       and not exists (select from payment_attempt a where a.shop_id = o.shop_id and a.order_id = o.id and a.status in ('OPEN', 'PENDING'))
       and not exists (select from unmatched_payment r where r.shop_id = o.shop_id and r.order_id = o.id and r.closed_at is null)
       and not exists (select from mail m where m.shop_id = o.shop_id and m.order_id = o.id and m.kind = 'PAYMENT_REMINDER'
         and m.created_at >= o.status_since)
     order by o.status_since limit most $$;
revoke all on function due_previous_gateway_settings, due_payment_attempts from public;
grant execute on function due_previous_gateway_settings, due_payment_attempts to triclic_worker;
