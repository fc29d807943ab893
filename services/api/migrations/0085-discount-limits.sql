-- Uses of a discount are counted as they are, and its limit stays what the merchant has set: until now a late payment, or a limit below the uses so
-- far, raised the stored limit for good.
alter table discount no force row level security;
alter table discount_use_count
  no force row level security,
  drop constraint discount_used_up,
  drop constraint discount_used_by_buyer,
  -- Uses beyond the limit: of orders that were paid late, or from before the limit was lowered. What is left of them when a use is given back.
  add column excess integer not null default 0 check (excess >= 0);
update discount_use_count c
  set max_uses = d.max_uses, excess = greatest(0, c.uses - d.max_uses)
  from discount d
  where d.shop_id = c.shop_id and d.id = c.discount_id and c.email_key = '' and c.max_uses is distinct from d.max_uses;
update discount_use_count c
  set max_uses = d.max_uses_per_email, excess = greatest(0, c.uses - d.max_uses_per_email)
  from discount d
  where d.shop_id = c.shop_id and d.id = c.discount_id and c.email_key <> '' and c.max_uses is distinct from d.max_uses_per_email;
alter table discount_use_count
  add constraint discount_used_up check (email_key <> '' or uses <= max_uses + excess),
  add constraint discount_used_by_buyer check (email_key = '' or uses <= max_uses + excess),
  force row level security;
alter table discount force row level security;
grant update (excess) on discount_use_count to triclic_api, triclic_worker;
