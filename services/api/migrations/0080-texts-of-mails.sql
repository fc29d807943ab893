-- What a shop changes in its mails to buyers; without a row, the default texts of src/mail/texts apply.
create table mail_settings (
  shop_id uuid primary key references shop on delete cascade,
  -- Display name of the sender; null for the name of the shop. The address is always the operator's.
  sender_name text,
  -- Null for the public address of the shop.
  reply_to text,
  -- At the end of each mail to a buyer, by language.
  footer_en text not null default '',
  footer_fr text not null default ''
);

create table mail_text (
  shop_id uuid not null references shop on delete cascade,
  kind text not null check (kind in ('ORDER_CONFIRMATION', 'PAYMENT_CONFIRMATION', 'PAYMENT_REFUSED', 'CARD_REQUEST', 'PAYMENT_REMINDER')),
  language text not null check (language in ('en', 'fr')),
  subject text not null,
  introduction text not null,
  -- After the order; may be empty.
  closing text not null,
  primary key (shop_id, kind, language)
);

do $$
declare t text;
begin
  foreach t in array array['mail_settings', 'mail_text'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('alter table %I alter column shop_id set statistics 0', t);
    execute format($p$create policy tenant_isolation on %I
      using (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)
      with check (shop_id = nullif(current_setting('app.shop_id', true), '')::uuid)$p$, t);
  end loop;
end $$;

grant select, insert, update (sender_name, reply_to, footer_en, footer_fr) on mail_settings to triclic_api;
grant select, insert, delete, update (subject, introduction, closing) on mail_text to triclic_api;
grant select on mail_settings, mail_text to triclic_worker;

-- A mail that a member sends to the own address, to see what buyers get.
alter table mail drop constraint mail_kind_check;
alter table mail add constraint mail_kind_check check (kind in ('CARD_FRAGMENT', 'ORDER_CONFIRMATION', 'PAYMENT_CONFIRMATION',
  'PAYMENT_NOTICE', 'PAYMENT_REFUSED', 'CARD_REQUEST', 'PAYMENT_REMINDER', 'CARD_MAIL_CHANGED', 'OPENPGP_KEY_CODE', 'REVEAL_LIMIT_REACHED',
  'TEST_MAIL'));
