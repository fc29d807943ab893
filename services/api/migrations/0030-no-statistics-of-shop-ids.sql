-- Statistics list the shops that had rows at the last ANALYZE. The planner expects no rows of any other shop, so that all indexes that
-- begin with shop_id seem equally good to it, and it may read a whole shop to find one row. Without statistics it expects a share
-- of the table, whoever the shop is: see docs/decisions/0040.
do $$
declare
  t text;
  policy record;
begin
  foreach t in array array['product', 'variant', 'stock', 'collection', 'collection_product', 'shipping_method'] loop
    create temporary table dropped_policy on commit drop as
      select p.policyname as name, array_to_string(p.roles, ', ') as roles, p.cmd, p.qual, p.with_check
      from pg_policies p where p.schemaname = 'public' and p.tablename = t;
    for policy in select * from dropped_policy loop
      execute format('drop policy %I on %I', policy.name, t);
    end loop;
    -- Setting the type, to what it is, deletes the statistics that there are. It rewrites nothing, but does not allow policies.
    execute format('alter table %I alter column shop_id type uuid, alter column shop_id set statistics 0', t);
    for policy in select * from dropped_policy loop
      execute format('create policy %I on %I for %s to %s using (%s) %s', policy.name, t, policy.cmd, policy.roles, policy.qual,
        'with check (' || policy.with_check || ')');
    end loop;
    drop table dropped_policy;
  end loop;
end $$;
