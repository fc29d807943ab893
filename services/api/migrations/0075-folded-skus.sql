-- The list of products searches SKUs as it searches names: without case and accents, folded by the same function.
alter table variant
  add column folded_sku text collate "C" generated always as (search_fold(sku)) stored;
