-- Run by a superuser in the database of Triclic. Large objects and other databases are outside row-level security: without
-- these, the roles of api and worker could fill them.
do $$
declare f regprocedure;
begin
  for f in select oid from pg_proc where pronamespace = 'pg_catalog'::regnamespace and proname ~ '^(lo_|loread$|lowrite$)' loop
    execute format('revoke execute on function %s from public', f);
  end loop;
  execute format('revoke temporary on database %I from public', current_database());
end $$;
revoke all on database postgres, template1 from public;
