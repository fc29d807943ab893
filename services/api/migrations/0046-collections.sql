-- Collections that members edit: with a description and a picture, and of chosen products or of those that match rules.
alter table collection
  -- Sanitised.
  add column description_html text not null default '' check (length(description_html) <= 50000),
  -- MANUAL: the products in collection_product. RULES: those that match `rules`.
  add column kind text not null default 'MANUAL' check (kind in ('MANUAL', 'RULES')),
  -- [{"condition", "text", "number"}]: see src/catalog/collection-rules.ts.
  add column rules jsonb not null default '[]' check (jsonb_typeof(rules) = 'array'),
  -- Whether a product must match all of the rules or any of them.
  add column match text not null default 'ALL' check (match in ('ALL', 'ANY')),
  -- MANUAL: by collection_product.position.
  add column sort text not null default 'MANUAL' check (sort in ('MANUAL', 'NAME', 'PRICE_ASC', 'PRICE_DESC', 'NEWEST')),
  add column updated_at timestamptz not null default now(),
  -- Another one after each change, so that of two editors the second is refused.
  add column version uuid not null default gen_random_uuid(),
  add check (kind = 'MANUAL' or sort <> 'MANUAL');

grant insert, delete, update (slug, name, position, description_html, kind, rules, match, sort, media_id, updated_at, version) on collection
  to triclic_api;
grant insert, delete, update (position) on collection_product to triclic_api;
