-- The OpenPGP key to which a shop's card mails are encrypted. It is cached in memory with the other settings and announced
-- by the same trigger. All shops are readable, because requests must find theirs, but a shop can only be updated from within.

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
