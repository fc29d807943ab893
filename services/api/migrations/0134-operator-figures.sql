-- Figures of the whole platform for its operators: counts, and slugs of the shops that need help. No buyer, no order, no amount, no text.
grant select (slug, status) on shop to triclic_tasks;
grant select (placed_at) on "order" to triclic_tasks;
grant select (shop_id, protocol, hour, omitted) on bank_notification_refused to triclic_tasks;
create policy tasks_read_all_shops on bank_notification_refused for select to triclic_tasks using (true);
grant select (name, run_at) on migration to triclic_tasks;

set local role triclic_tasks;

create function operator_shops() returns table (status text, shops bigint)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$ select s.status, count(*) from shop s group by s.status $$;

-- Orders of all shops that were placed in each of the last hours, whatever became of them. Hours without an order are left out.
create function operator_orders(hours integer) returns table (hour timestamptz, orders bigint)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$ select date_trunc('hour', o.placed_at, 'UTC'), count(*)
     from shop s, lateral (
       select placed_at from "order" where shop_id = s.id and placed_at > now() - make_interval(hours => hours)
     ) o group by 1 $$;

create function operator_failed_mails() returns table (kind text, mails bigint)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$ select m.kind, count(*) from mail m where m.status = 'FAILED' and m.created_at > now() - interval '7 days' group by m.kind $$;

create function operator_refused_notifications() returns table (bank text, notifications bigint)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$ select n.protocol, sum(1 + n.omitted)
     from shop s, lateral (
       select protocol, omitted from bank_notification_refused where shop_id = s.id and hour > now() - interval '7 days'
     ) n group by n.protocol $$;

-- Shops for which something failed in the last seven days, or that have open unmatched payments: the twenty with the most.
create function operator_shops_in_trouble()
  returns table (slug text, failed_mails bigint, lost_fragments bigint, refused_notifications bigint, unmatched_payments bigint)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$ with failed as (
       select m.shop_id, count(*) filter (where m.kind <> 'CARD_FRAGMENT') as mails, count(*) filter (where m.kind = 'CARD_FRAGMENT') as fragments
       from mail m where m.status = 'FAILED' and m.created_at > now() - interval '7 days' group by m.shop_id
     ), trouble as (
       select s.slug, coalesce(f.mails, 0) as mails, coalesce(f.fragments, 0) as fragments,
         (select coalesce(sum(1 + n.omitted), 0) from bank_notification_refused n
          where n.shop_id = s.id and n.hour > now() - interval '7 days') as notifications,
         (select count(*) from unmatched_payment u where u.shop_id = s.id and u.closed_at is null) as payments
       from shop s left join failed f on f.shop_id = s.id where s.status <> 'CLOSED'
     )
     select t.slug, t.mails, t.fragments, t.notifications::bigint, t.payments from trouble t
     where t.mails + t.fragments + t.notifications + t.payments > 0
     order by t.mails + t.fragments + t.notifications + t.payments desc, t.slug limit 20 $$;

create function operator_unmatched_payments() returns bigint
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$ select count(*) from unmatched_payment u where u.closed_at is null $$;

create function operator_database() returns table (version text, migrations bigint, newest_migration text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$ select current_setting('server_version'), count(*), max(m.name) from migration m $$;

do $$
declare f text;
begin
  foreach f in array array['operator_shops', 'operator_orders', 'operator_failed_mails', 'operator_refused_notifications',
    'operator_shops_in_trouble', 'operator_unmatched_payments', 'operator_database'] loop
    execute format('revoke all on function %I from public', f);
    execute format('grant execute on function %I to triclic_operator_page', f);
  end loop;
end $$;

reset role;
