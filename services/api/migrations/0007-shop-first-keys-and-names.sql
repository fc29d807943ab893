-- Names tables as the code and the API do, and lets every primary and unique key of a tenant table begin with shop_id, so that
-- the tables can be distributed by shop_id.

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

-- What follows spans all shops, and forced policies apply to the owner too: also to the checks of foreign keys.
create temporary table forced_table on commit drop as
  select oid::regclass as name from pg_class where relnamespace = 'public'::regnamespace and relforcerowsecurity;
do $$
declare t regclass;
begin
  for t in select name from forced_table loop execute format('alter table %s no force row level security', t); end loop;
end $$;

update order_event set kind = replace(kind, 'RESCUE_', 'UNMATCHED_PAYMENT_') where kind like 'RESCUE\_%';
update order_event set kind = 'BANK_PAYMENT_UNMATCHED' where kind = 'BANK_RESCUE';
update bank_notification set verdict = case verdict when 'RESCUED' then 'UNMATCHED' else 'TEST_PAYMENT' end
  where verdict in ('RESCUED', 'TRIED');

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
  for t in select name::text from forced_table loop execute format('alter table %s force row level security', t); end loop;
end $$;

-- Constraints, policies, triggers and trigger functions.
do $$
declare
  item record;
  new_name text;
begin
  for item in
    select c.conrelid::regclass as relation, c.conname as name from pg_constraint c
    where c.connamespace = 'public'::regnamespace and c.conname ~ '^(bank_account|bank_attempt|bank_trial|rescue)_|_told_not_null$'
  loop
    new_name := replace(item.name, 'bank_account_earlier_', 'previous_gateway_settings_');
    new_name := replace(new_name, 'bank_account_', 'gateway_account_');
    new_name := replace(new_name, 'bank_attempt_', 'payment_attempt_');
    new_name := replace(replace(new_name, 'bank_trial_', 'test_payment_'), '_told_', '_displayed_fields_');
    new_name := replace(replace(new_name, 'rescue_step_', 'unmatched_payment_action_'), 'rescue_', 'unmatched_payment_');
    execute format('alter table %s rename constraint %I to %I', item.relation, item.name, new_name);
  end loop;

  for item in select tablename, policyname from pg_policies where schemaname = 'public' and policyname in ('shop_wall', 'sweep') loop
    new_name := case item.policyname when 'shop_wall' then 'tenant_isolation' else 'owner_reads_all_shops' end;
    execute format('alter policy %I on %I rename to %I', item.policyname, item.tablename, new_name);
  end loop;

  for item in
    select tgrelid::regclass as relation, tgname from pg_trigger
    where tgname in ('told', 'told_insert', 'told_update', 'told_delete')
  loop
    new_name := case item.tgname when 'told' then 'notify_change' else replace(item.tgname, 'told', 'notify') end;
    execute format('alter trigger %I on %s rename to %I', item.tgname, item.relation, new_name);
  end loop;
end $$;
alter function tell_catalog rename to notify_catalog_changed;
alter function tell_stock rename to notify_stock_changed;
alter function tell_shop rename to notify_shop_changed;

-- Functions that name a renamed table in their text, or a parameter of which should be renamed.

drop function due_mails, waiting_fragments, due_kept_cards, due_orders, due_bank_attempts, due_earlier_bank_settings, due_reminders;
create function due_mails(older_than interval, max_rows integer) returns table (shop_id uuid, id uuid)
  language sql stable security definer set search_path = public as
  $$ select m.shop_id, m.id from mail m
     where m.status = 'QUEUED' and m.kind <> 'CARD_FRAGMENT' and m.created_at < now() - older_than
     order by m.created_at limit max_rows $$;
create function waiting_fragments(older_than interval, max_rows integer) returns table (shop_id uuid, id uuid)
  language sql stable security definer set search_path = public as
  $$ select m.shop_id, m.id from mail m
     where m.status = 'QUEUED' and m.kind = 'CARD_FRAGMENT' and m.created_at < now() - older_than
     order by m.created_at limit max_rows $$;
create function due_kept_cards(max_rows integer) returns table (shop_id uuid, id uuid)
  language sql stable security definer set search_path = public as
  $$ select k.shop_id, k.payment_id from card_kept k where k.erase_at <= now() order by k.erase_at limit max_rows $$;
create function due_previous_gateway_settings(older_than interval, max_rows integer) returns table (shop_id uuid, id uuid)
  language sql stable security definer set search_path = public as
  $$ select e.shop_id, e.id from previous_gateway_settings e
     where e.replaced_at < now() - older_than order by e.replaced_at limit max_rows $$;
create function due_payment_attempts(max_rows integer) returns table (shop_id uuid, id uuid)
  language sql stable security definer set search_path = public as
  $$ select a.shop_id, a.id from payment_attempt a join shop s on s.id = a.shop_id
     where a.status = 'OPEN' and a.opened_at < now() - make_interval(secs => s.bank_delay_seconds)
     order by a.opened_at limit max_rows $$;
create function due_orders(max_rows integer) returns table (shop_id uuid, id uuid)
  language sql stable security definer set search_path = public as
  $$ select o.shop_id, o.id from "order" o join shop s on s.id = o.shop_id
     where o.status in ('PENDING_PAYMENT', 'PAYMENT_REFUSED') and o.status_since < now() - make_interval(secs => s.order_delay_seconds)
       and not exists (select from payment_attempt a where a.shop_id = o.shop_id and a.order_id = o.id and a.status in ('OPEN', 'PENDING'))
     order by o.status_since limit max_rows $$;
create function due_reminders(max_rows integer) returns table (shop_id uuid, id uuid)
  language sql stable security definer set search_path = public as
  $$ select o.shop_id, o.id from "order" o join shop s on s.id = o.shop_id
     where o.status in ('PENDING_PAYMENT', 'PAYMENT_REFUSED')
       and o.status_since > now() - make_interval(secs => s.order_delay_seconds)
       and o.status_since <= now() - make_interval(secs => s.order_delay_seconds - least(86400, s.order_delay_seconds / 2))
       and not exists (select from payment_attempt a where a.shop_id = o.shop_id and a.order_id = o.id and a.status in ('OPEN', 'PENDING'))
       and not exists (select from unmatched_payment u where u.shop_id = o.shop_id and u.order_id = o.id and u.closed_at is null)
       and not exists (select from mail m where m.shop_id = o.shop_id and m.order_id = o.id and m.kind = 'PAYMENT_REMINDER'
         and m.created_at >= o.status_since)
     order by o.status_since limit max_rows $$;
revoke all on function due_mails, waiting_fragments, due_kept_cards, due_previous_gateway_settings, due_payment_attempts, due_orders,
  due_reminders from public;
grant execute on function due_mails, waiting_fragments, due_kept_cards, due_previous_gateway_settings, due_payment_attempts, due_orders,
  due_reminders to triclic_worker;
