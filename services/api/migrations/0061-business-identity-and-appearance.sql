-- Who sells (for legal notices), what the shop looks like, and which steps of its set-up the merchant skipped.
alter table shop
  -- As src/shop/business/business-identity.ts describes it; null until the merchant has entered it.
  add column business jsonb,
  add column accent_color text check (accent_color ~ '^#[0-9a-f]{6}$'),
  add column skipped_setup_steps text[] not null default '{}';
grant update (name, business, accent_color, skipped_setup_steps) on shop to triclic_api;
