-- The OpenPGP key that a shop's card mail is encrypted to. A setting of the shop, held in memory with the others and told
-- by the same trigger; a change is walled although the table is read by all: a shop can be changed from within alone.

alter table shop
  add openpgp_key text check (length(openpgp_key) <= 65536),
  add openpgp_fingerprint text check (openpgp_fingerprint ~ '^([0-9A-F]{40}|[0-9A-F]{64})$'),
  add openpgp_required boolean not null default false,
  add constraint shop_openpgp_whole check ((openpgp_key is null) = (openpgp_fingerprint is null));

alter table shop enable row level security;
create policy read on shop for select using (true);
create policy shop_wall on shop for update
  using (id = nullif(current_setting('app.shop_id', true), '')::uuid)
  with check (id = nullif(current_setting('app.shop_id', true), '')::uuid);
grant update (fragment_to, openpgp_key, openpgp_fingerprint, openpgp_required) on shop to triclic_api;
