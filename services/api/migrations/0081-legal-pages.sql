-- Legal notice, terms of sale, privacy policy and withdrawal page of each shop, by language.
create table legal_page_draft (
  shop_id uuid not null references shop on delete cascade,
  kind text not null check (kind in ('LEGAL_NOTICE', 'TERMS', 'PRIVACY', 'WITHDRAWAL')),
  language text not null check (language in ('en', 'fr')),
  html text not null,
  -- Renewed by each change.
  version uuid not null,
  updated_at timestamptz not null default now(),
  updated_by text not null,
  primary key (shop_id, kind, language)
);

-- What was published. Nobody has the right to change or delete a row: orders refer to the text that their buyers agreed to.
create table legal_page_version (
  shop_id uuid not null references shop on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('LEGAL_NOTICE', 'TERMS', 'PRIVACY', 'WITHDRAWAL')),
  language text not null check (language in ('en', 'fr')),
  -- From 1, of each page and language.
  number integer not null check (number > 0),
  html text not null,
  -- The same as plain text, for mails.
  text text not null,
  -- What the shop was when it was published (src/legal-page/page-facts.ts), to find out what has changed since.
  facts jsonb not null,
  published_at timestamptz not null default now(),
  member_id uuid,
  published_by text not null,
  primary key (shop_id, id),
  unique (shop_id, kind, language, number)
);

do $$
declare t text;
begin
  foreach t in array array['legal_page_draft', 'legal_page_version'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('alter table %I alter column shop_id set statistics 0', t);
    execute format($p$create policy tenant_isolation on %I
      using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
      with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)$p$, t);
  end loop;
end $$;

grant select, insert, delete, update (html, version, updated_at, updated_by) on legal_page_draft to triclic_api;
grant select, insert on legal_page_version to triclic_api;
grant select on legal_page_version to triclic_worker;

-- The current version of each page and language, without its text: read with the shop, whose row every process keeps in memory.
alter table shop add column published_pages jsonb not null default '[]';
grant update (published_pages) on shop to triclic_api;

-- What applied when the order was placed; null if nothing was published.
alter table "order"
  add column terms_version_id uuid,
  add column withdrawal_version_id uuid,
  add foreign key (shop_id, terms_version_id) references legal_page_version (shop_id, id),
  add foreign key (shop_id, withdrawal_version_id) references legal_page_version (shop_id, id);
