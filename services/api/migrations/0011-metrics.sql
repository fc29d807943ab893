-- The worker's metrics count the mails of all shops. It may see their number and age only, and each scrape reads at most 10000
-- entries of an index for each state.

create index mail_failed on mail (created_at) where status = 'FAILED';

create function mail_states() returns table (state text, mails bigint, oldest_seconds double precision)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$ select 'QUEUED', count(*), coalesce(extract(epoch from now() - min(m.created_at)), 0)::double precision
     from (select created_at from mail where status = 'QUEUED' order by created_at limit 10000) m
     union all
     select 'FAILED', count(*), coalesce(extract(epoch from now() - min(m.created_at)), 0)::double precision
     from (select created_at from mail where status = 'FAILED' and created_at > now() - interval '7 days'
           order by created_at limit 10000) m $$;
revoke all on function mail_states from public;
grant execute on function mail_states to triclic_worker;
