-- Merchants open shops by themselves, where the operator allows it: docs/decisions/0071-sign-up.md. Nothing of a shop exists before the mailed link is
-- used, also its slug is free for others until then.
create table sign_up (
  -- Becomes the id of the shop.
  id uuid primary key,
  -- Becomes the id of the owner's invitation, and of the account if the address has none.
  owner_id uuid not null,
  email text not null check (email = lower(email)),
  shop_name text not null check (length(shop_name) <= 100),
  slug text not null check (length(slug) <= 63),
  currency text not null,
  locale text not null,
  country text not null,
  time_zone text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '2 days',
  -- Of the token in the newest mail; null until it is sent.
  token_hash bytea unique
);
create index sign_up_email on sign_up (email, created_at);
create index sign_up_created on sign_up (created_at);
create index sign_up_expires on sign_up (expires_at);
grant select, insert, delete, update (token_hash, expires_at) on sign_up to triclic_accounts;

alter table account_mail add column sign_up_id uuid;
alter table account_mail drop constraint account_mail_kind_check;
alter table account_mail add constraint account_mail_kind_check
  check (kind in ('RECOVERY_CODE_USED', 'PASSWORD_RESET', 'PASSWORD_CHANGED', 'INVITATION', 'SIGN_UP')),
  add constraint account_mail_sign_up_check check ((kind = 'SIGN_UP') = (sign_up_id is not null));

set local role triclic_accounts;

-- Asks for a mail to whoever owns the address, in the same way whether it has an account or not. At most three mails an hour and five a day to one
-- address, further ones are dropped silently. False after 200 sign-ups of the platform in an hour.
create function request_sign_up(new_id uuid, new_owner_id uuid, to_email text, new_name text, new_slug text, new_currency text, new_locale text,
    new_country text, new_time_zone text, mail_language text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('sign-ups', 0));
  if (select count(*) from sign_up s where s.created_at > now() - interval '1 hour') >= 200 then return false; end if;
  if (select count(*) filter (where s.created_at > now() - interval '1 hour') >= 3 or count(*) >= 5
      from sign_up s where s.email = to_email and s.created_at > now() - interval '1 day') then return true; end if;
  insert into sign_up (id, owner_id, email, shop_name, slug, currency, locale, country, time_zone)
    values (new_id, new_owner_id, to_email, new_name, new_slug, new_currency, new_locale, new_country, new_time_zone);
  insert into account_mail (kind, recipient, language, sign_up_id) values ('SIGN_UP', to_email, mail_language, new_id);
  return true;
end $$;

-- Makes this token the only valid one of the sign-up.
create function start_sign_up(of_sign_up uuid, new_token_hash bytea) returns table (shop_name text, slug text)
  language sql security definer set search_path = pg_catalog, public, pg_temp as
  $$ update sign_up s set token_hash = new_token_hash where s.id = of_sign_up and s.expires_at > now() returning s.shop_name, s.slug $$;

-- What the holder of the token is told: of an invitation, or of a shop that opens when the token is used.
drop function find_invitation(bytea);
create function find_invitation(given_token_hash bytea) returns table (id uuid, shop_id uuid, shop_name text, shop_slug text,
    email text, name text, role text, invited_by_name text, has_account boolean, opens_shop boolean)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$ select i.id, s.id, s.name, s.slug, i.email, i.name, i.role, i.invited_by_name,
       exists (select from member m where m.email = i.email), false
     from invitation i join shop s on s.id = i.shop_id
     where i.token_hash = given_token_hash and i.expires_at > now()
     union all
     select u.owner_id, u.id, u.shop_name, u.slug, u.email, '', 'OWNER', null,
       exists (select from member m where m.email = u.email), true
     from sign_up u where u.token_hash = given_token_hash and u.expires_at > now() $$;

-- Opens the shop of a sign-up, and turns its token into that of the owner's invitation. Null if the token is not valid, false if the slug was taken.
create function open_signed_up_shop(given_token_hash bytea, chosen_slug text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare signed sign_up;
begin
  select * into signed from sign_up s where s.token_hash = given_token_hash and s.expires_at > now() for update;
  if not found then return null; end if;
  insert into shop (id, slug, name, currency, locale, country, time_zone, payment_modes, card_brands, fragment_to)
    values (signed.id, coalesce(chosen_slug, signed.slug), signed.shop_name, signed.currency, signed.locale, signed.country, signed.time_zone,
      '{BANK}', '{VISA,MASTERCARD,AMERICAN_EXPRESS,DINERS_CLUB}', signed.email)
    on conflict (slug) do nothing;
  if not found then return false; end if;
  -- Kept for a while, because it limits how many follow.
  update sign_up s set token_hash = null, expires_at = now() where s.id = signed.id;
  insert into invitation (shop_id, id, email, name, role, invited_by_name, token_hash)
    values (signed.id, signed.owner_id, signed.email, '', 'OWNER', null, given_token_hash);
  return true;
end $$;

-- A day after their links have ended or were used.
create function delete_old_sign_ups() returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp as
  $$ delete from sign_up where expires_at < now() - interval '1 day' $$;

revoke all on function request_sign_up, start_sign_up, find_invitation, open_signed_up_shop, delete_old_sign_ups from public;
grant execute on function request_sign_up, find_invitation, open_signed_up_shop to triclic_api;
grant execute on function start_sign_up, delete_old_sign_ups to triclic_worker;

reset role;
