-- SECURITY DEFINER functions belong to triclic_tasks, which nobody signs in as and which reads only the columns that scheduled
-- tasks need. Temporary tables are searched last: searched first, one named `mail` would run its creator's code in the function.

-- The schema is named: otherwise the function would also find a temporary view, which runs its creator's code.
create or replace function shops_with_due_rows(due_view text) returns setof uuid
  language plpgsql stable security definer as $$
begin
  if due_view not like 'due\_%' then raise exception 'not a view of due rows: %', due_view; end if;
  return query execute format(
    'select s.id from shop s cross join lateral (select from public.%I d where d.shop_id = s.id limit 1) due order by s.id', due_view);
end $$;

do $$
declare item record;
begin
  for item in select tablename as name, policyname from pg_policies where schemaname = 'public' and policyname = 'owner_reads_all_shops' loop
    execute format('drop policy owner_reads_all_shops on %I', item.name);
    execute format('create policy tasks_read_all_shops on %I for select to triclic_tasks using (true)', item.name);
  end loop;

  for item in select oid::regprocedure as name from pg_proc where pronamespace = 'public'::regnamespace and prosecdef loop
    execute format('alter function %s set search_path = pg_catalog, public, pg_temp', item.name);
    execute format('revoke all on function %s from public', item.name);
    execute format('alter function %s owner to triclic_tasks', item.name);
  end loop;

  for item in select oid::regclass as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'v' and relname like 'due\_%' loop
    execute format('grant select on %s to triclic_tasks', item.name);
  end loop;
end $$;

grant usage on schema public to triclic_tasks;
grant select (id, order_delay_seconds, bank_delay_seconds) on shop to triclic_tasks;
grant select (shop_id, id, order_id, kind, status, created_at) on mail to triclic_tasks;
grant select (shop_id, payment_id, key_id, erase_at) on card_kept to triclic_tasks;
grant select (shop_id, id, status, status_since) on "order" to triclic_tasks;
grant select (shop_id, id, order_id, status, opened_at) on payment_attempt to triclic_tasks;
grant select (shop_id, id, replaced_at) on previous_gateway_settings to triclic_tasks;
grant select (shop_id, order_id, closed_at) on unmatched_payment to triclic_tasks;
grant select (shop_id, id, stream_id, sequence, type, at, processed_at) on domain_event to triclic_tasks;
