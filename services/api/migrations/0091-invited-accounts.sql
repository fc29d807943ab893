-- A passkey of an invited person answers a challenge that was made for this invitation, and none of a sign-in or of another one.
alter table passkey_challenge add column invitation_id uuid check (invitation_id is null or member_id is null);

set local role triclic_accounts;

-- Null if the token is not valid.
create function start_invited_passkey(given_token_hash bytea) returns text
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  invited uuid := (select i.id from find_invitation(given_token_hash) i);
  issued text;
begin
  if invited is null then return null; end if;
  issued := issue_challenge(null);
  update passkey_challenge c set invitation_id = invited where c.challenge = issued;
  return issued;
end $$;
revoke all on function start_invited_passkey from public;
grant execute on function start_invited_passkey to triclic_api;

-- The token stays valid if the address got an account in the meantime: its member can accept.
create or replace function create_invited_account(given_token_hash bytea, new_name text, new_parameters text, new_verifier bytea) returns uuid
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  accepted invitation;
  check_id uuid;
begin
  select * into accepted from invitation i where i.token_hash = given_token_hash and i.expires_at > now() for update;
  if not found then return null; end if;
  insert into member (id, email, name, password_parameters, password_verifier)
    values (accepted.id, accepted.email, new_name, new_parameters, new_verifier) on conflict (email) do nothing;
  if not found then return null; end if;
  delete from invitation i where i.shop_id = accepted.shop_id and i.id = accepted.id;
  insert into membership (member_id, shop_id, role) values (accepted.id, accepted.shop_id, accepted.role);
  insert into password_check (member_id) values (accepted.id) returning id into check_id;
  return check_id;
end $$;

create or replace function create_invited_account_with_passkey(given_token_hash bytea, new_name text, new_parameters text, new_verifier bytea,
  given_challenge text, new_id uuid, passkey_name text, new_credential_id bytea, new_public_key bytea, new_rp_id_hash bytea,
  new_counter bigint) returns uuid
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  check_id uuid;
  new_member uuid;
begin
  delete from passkey_challenge c using invitation i
    where c.challenge = given_challenge and c.created_at > now() - interval '5 minutes'
      and i.token_hash = given_token_hash and c.invitation_id = i.id;
  if not found then return null; end if;
  check_id := create_invited_account(given_token_hash, new_name, new_parameters, new_verifier);
  if check_id is null then return null; end if;
  update password_check p set has_second_factor = true where p.id = check_id returning p.member_id into new_member;
  if not insert_passkey(new_member, new_id, passkey_name, new_credential_id, new_public_key, new_rp_id_hash, new_counter) then
    return null;
  end if;
  return check_id;
end $$;

reset role;
grant update (invitation_id) on passkey_challenge to triclic_accounts;
