-- GraphQL documents that the frontends of a shop registered. See docs/decisions/0089.
create table storefront_document (
  shop_id uuid not null references shop on delete cascade,
  -- SHA-256 of the text in UTF-8.
  hash bytea not null check (octet_length(hash) = 32),
  text text not null,
  -- Whether it asks for the catalogue alone, so that caches may keep its answers.
  is_cacheable boolean not null,
  registered_at timestamptz not null default now(),
  -- To the minute; null if it was never used.
  last_used_at timestamptz,
  primary key (shop_id, hash)
);
alter table storefront_document enable row level security;
alter table storefront_document force row level security;
alter table storefront_document alter column shop_id set statistics 0;
create policy tenant_isolation on storefront_document
  using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
  with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid);
grant select, insert (shop_id, hash, text, is_cacheable), delete on storefront_document to triclic_api;

-- Whoever creates a trigger needs its function.
set local role triclic_tasks;
grant execute on function log_shop_change to session_user;
reset role;
-- Processes keep documents in memory. Not after an update: it only notes a use.
create trigger log_insert after insert on storefront_document referencing new table as changed
  for each statement execute function log_shop_change('shop_id', '', 'SHOP');
create trigger log_delete after delete on storefront_document referencing old table as changed
  for each statement execute function log_shop_change('shop_id', '', 'SHOP');
set local role triclic_tasks;
revoke execute on function log_shop_change from session_user;
reset role;

-- Whether requests with another document are refused.
alter table shop add column registered_documents_only boolean not null default false;
grant update (registered_documents_only) on shop to triclic_api;

create policy tasks_record_uses on storefront_document to triclic_tasks using (true) with check (true);
grant select (shop_id, hash), update (last_used_at) on storefront_document to triclic_tasks;

set local role triclic_tasks;
create function record_document_uses(shop_ids uuid[], hashes text[]) returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp as
  $$ update storefront_document d set last_used_at = now()
     from unnest(shop_ids, hashes) used (shop_id, hash)
     where d.shop_id = used.shop_id and d.hash = decode(used.hash, 'hex') $$;
revoke all on function record_document_uses from public;
grant execute on function record_document_uses to triclic_api;
reset role;
