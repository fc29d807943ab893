-- The audit log as one chain of hashes per shop. Operations insert entries without a place in it; the worker then seals them in the order in
-- which it finds them, so that operations do not wait for each other. An entry that is committed late is sealed late, whatever its time and id.

alter table audit_entry
  -- SYSTEM: nobody requested it.
  add column actor text not null default 'MEMBER' check (actor in ('MEMBER', 'SYSTEM')),
  add column sequence bigint,
  add column sealed_at timestamptz,
  add column hash bytea,
  alter column member_id drop not null,
  alter column member_name drop not null,
  add constraint audit_entry_actor check ((actor = 'MEMBER') = (member_id is not null) and (actor = 'MEMBER') = (member_name is not null)),
  add constraint audit_entry_sealed check (num_nulls(sequence, sealed_at, hash) in (0, 3));
create unique index audit_entry_sequence on audit_entry (shop_id, sequence);
create index audit_entry_unsealed on audit_entry (shop_id, at, id) where sequence is null;

-- From where to where a shop's chain goes. The worker signs it with a key that the database does not hold. Entries up to the anchor were deleted
-- when their retention ended.
create table audit_chain (
  shop_id uuid primary key references shop (id) on delete cascade,
  anchor_sequence bigint not null default 0,
  anchor_hash bytea not null default '\x',
  head_sequence bigint not null default 0,
  head_hash bytea not null default '\x',
  signature text not null default ''
);
alter table audit_chain enable row level security;
alter table audit_chain force row level security;
create policy tenant_isolation on audit_chain
  using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
  with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid);

revoke all on audit_entry from triclic_api;
grant select, insert (shop_id, id, at, member_id, member_name, action, subject, address) on audit_entry to triclic_api;
grant select on audit_chain to triclic_api;
create policy tasks_seal_all_shops on audit_entry to triclic_tasks using (true);
create policy tasks_seal_all_shops on audit_chain to triclic_tasks using (true);
grant select, insert, delete, update (sequence, sealed_at, hash) on audit_entry to triclic_tasks;
grant select, insert, update on audit_chain to triclic_tasks;

create view due_audit_entry with (security_invoker = true) as
  select e.shop_id, e.id, e.at as due_at from audit_entry e where e.sequence is null;
create view due_audit_cut with (security_invoker = true) as
  select e.shop_id, e.id, e.at as due_at from audit_entry e where e.sequence is not null and e.at < now() - interval '13 months';
grant select on due_audit_entry, due_audit_cut to triclic_tasks;

-- What is hashed: each value after its length in bytes, or a hyphen for null. src/audit/audit-chain.ts computes the same.
create function audit_value(value text) returns text language sql immutable
  as $$ select coalesce(octet_length(value) || ':' || value, '-') $$;
create function audit_time(value timestamptz) returns text language sql stable
  as $$ select to_char(value at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') $$;
create function audit_entry_hash(previous bytea, e audit_entry) returns bytea language sql stable as $$
  select sha256(previous || convert_to(concat(
    audit_value(e.shop_id::text), audit_value(e.sequence::text), audit_value(audit_time(e.sealed_at)), audit_value(e.id::text),
    audit_value(audit_time(e.at)), audit_value(e.actor), audit_value(e.member_id::text), audit_value(e.member_name),
    audit_value(e.action), audit_value(e.subject), audit_value(e.address)), 'UTF8'))
$$;

-- Returns the chain before and after: whoever signs it checks the signature of the first one.
create function seal_audit_entries(for_shop uuid, max_entries integer)
  returns table (entries integer, chain_before jsonb, chain_after jsonb)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  chain audit_chain;
  entry audit_entry;
begin
  insert into audit_chain (shop_id) values (for_shop) on conflict do nothing;
  select * into chain from audit_chain c where c.shop_id = for_shop for update;
  entries := 0;
  chain_before := to_jsonb(chain);
  for entry in
    select * from audit_entry e where e.shop_id = for_shop and e.sequence is null order by e.at, e.id limit max_entries
  loop
    entry.sequence := chain.head_sequence + 1;
    entry.sealed_at := clock_timestamp();
    entry.hash := audit_entry_hash(chain.head_hash, entry);
    update audit_entry e set sequence = entry.sequence, sealed_at = entry.sealed_at, hash = entry.hash
      where e.shop_id = for_shop and e.id = entry.id;
    chain.head_sequence := entry.sequence;
    chain.head_hash := entry.hash;
    entries := entries + 1;
  end loop;
  update audit_chain c set head_sequence = chain.head_sequence, head_hash = chain.head_hash where c.shop_id = for_shop;
  chain_after := to_jsonb(chain);
  return next;
end $$;

-- Deletes sealed entries from the beginning of the chain until the first one that is younger than 13 months. They are checked before, because
-- nobody can check them afterwards.
create function cut_audit_entries(for_shop uuid, max_entries integer)
  returns table (entries integer, chain_before jsonb, chain_after jsonb)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  chain audit_chain;
  entry audit_entry;
begin
  select * into chain from audit_chain c where c.shop_id = for_shop for update;
  if not found then return; end if;
  entries := 0;
  chain_before := to_jsonb(chain);
  for entry in
    select * from audit_entry e where e.shop_id = for_shop and e.sequence is not null order by e.sequence limit max_entries
  loop
    exit when least(entry.at, entry.sealed_at) >= now() - interval '13 months';
    if entry.sequence <> chain.anchor_sequence + 1 or entry.hash <> audit_entry_hash(chain.anchor_hash, entry) then
      raise exception 'audit entry % of shop % is missing or was changed', chain.anchor_sequence + 1, for_shop;
    end if;
    chain.anchor_sequence := entry.sequence;
    chain.anchor_hash := entry.hash;
    entries := entries + 1;
  end loop;
  delete from audit_entry e where e.shop_id = for_shop and e.sequence <= chain.anchor_sequence;
  update audit_chain c set anchor_sequence = chain.anchor_sequence, anchor_hash = chain.anchor_hash where c.shop_id = for_shop;
  if entries > 0 then
    insert into audit_entry (id, shop_id, actor, action, subject)
      values (gen_random_uuid(), for_shop, 'SYSTEM', 'cutAuditLog', format('entries 1 to %s', chain.anchor_sequence));
  end if;
  chain_after := to_jsonb(chain);
  return next;
end $$;

create function sign_audit_chain(for_shop uuid, new_signature text) returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp as
  $$ update audit_chain c set signature = new_signature where c.shop_id = for_shop $$;

revoke all on function seal_audit_entries, cut_audit_entries, sign_audit_chain from public;
grant execute on function seal_audit_entries, cut_audit_entries, sign_audit_chain to triclic_worker;
alter function seal_audit_entries owner to triclic_tasks;
alter function cut_audit_entries owner to triclic_tasks;
alter function sign_audit_chain owner to triclic_tasks;
