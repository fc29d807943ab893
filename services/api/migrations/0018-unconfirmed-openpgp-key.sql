-- An OpenPGP key that a member gave, until the code from the mail encrypted to it is entered. Card mails do not use it before.

create table unconfirmed_openpgp_key (
  shop_id uuid primary key references shop (id) on delete cascade,
  armored text not null check (length(armored) <= 65536),
  fingerprint text not null check (fingerprint ~ '^([0-9A-F]{40}|[0-9A-F]{64})$'),
  -- The address that the code was sent to.
  recipient text not null,
  -- Identifies the newest code; mails with an older one are not sent.
  code_id uuid not null,
  code_hash bytea not null,
  encrypted_mail text not null check (length(encrypted_mail) <= 65536),
  tries integer not null default 0,
  expires_at timestamptz not null
);
alter table unconfirmed_openpgp_key enable row level security;
alter table unconfirmed_openpgp_key force row level security;
create policy tenant_isolation on unconfirmed_openpgp_key
  using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
  with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid);
grant select, insert, update, delete on unconfirmed_openpgp_key to triclic_api;
grant select (shop_id, code_id, encrypted_mail, expires_at) on unconfirmed_openpgp_key to triclic_worker;

alter table mail drop constraint mail_kind_check;
alter table mail add constraint mail_kind_check check (kind in ('CARD_FRAGMENT', 'ORDER_CONFIRMATION', 'PAYMENT_CONFIRMATION',
  'PAYMENT_NOTICE', 'PAYMENT_REFUSED', 'CARD_REQUEST', 'PAYMENT_REMINDER', 'CARD_MAIL_CHANGED', 'OPENPGP_KEY_CODE'));
