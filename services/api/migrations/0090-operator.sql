-- Commands of the platform's operator use a role of their own, as which nobody signs in: the owner of the database takes it
-- (src/platform/db/roles.ts). The API can no longer open, suspend or close a shop.
grant select (id, slug, name, status, country, created_at) on shop to triclic_operator;
grant select (member_id, shop_id, role) on membership to triclic_operator;
grant select (id, email) on member to triclic_operator;
grant select (shop_id, id, email, role, created_at) on invitation to triclic_operator;
grant select (shop_id, key), insert (shop_id, key, secret_hash, name) on shop_key to triclic_operator;
grant select, insert on shop_origin to triclic_operator;
grant insert (shop_id, id, at, member_id, member_name, action, subject, address) on audit_entry to triclic_operator;

set local role triclic_accounts;

-- Nobody can be invited to a closed shop, or accept an earlier invitation. In this role, which reaches the invitations of all shops.
delete from invitation i using shop s where s.id = i.shop_id and s.status = 'CLOSED';

create or replace function change_shop_status(changed_id uuid, new_status text) returns text
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare old_status text;
begin
  select s.status into old_status from shop s where s.id = changed_id and s.status <> 'CLOSED' for no key update;
  if not found then return null; end if;
  update shop set status = new_status where id = changed_id;
  if new_status = 'CLOSED' then delete from invitation i where i.shop_id = changed_id; end if;
  return old_status;
end $$;

-- Mails the invitation of an owner again, with another seven days; with an address that was not invited as the owner, invites it in
-- place of those that were. Returns INVITED, NOT_FOUND (nobody was invited as the owner, and no address is given), INVITATION_LIMIT or ALREADY_MEMBER.
create function invite_owner(for_shop uuid, new_id uuid, to_email text) returns text
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare pending invitation;
begin
  perform pg_advisory_xact_lock(hashtextextended('invitations of ' || for_shop, 0));
  select * into pending from invitation i
    where i.shop_id = for_shop and i.role = 'OWNER' and i.email = coalesce(to_email, i.email) order by i.created_at desc limit 1;
  if found then
    if not queue_invitation_mail(for_shop, pending.id, pending.email) then return 'INVITATION_LIMIT'; end if;
    update invitation i set expires_at = now() + interval '7 days' where i.shop_id = for_shop and i.id = pending.id;
    return 'INVITED';
  end if;
  if to_email is null then return 'NOT_FOUND'; end if;
  delete from invitation i where i.shop_id = for_shop and (i.role = 'OWNER' or i.email = to_email);
  return write_invitation(for_shop, new_id, to_email, '', 'OWNER', null);
end $$;

revoke all on function invite_owner from public;
revoke execute on function create_shop, change_shop_status from triclic_api;
grant execute on function create_shop, change_shop_status, invite_owner to triclic_operator;

reset role;

-- 0062 gave the trigger that notes the logo of a changed shop the rights of triclic_tasks: 0067 granted what nobody needs.
revoke select (shop_id, id), update (check_at) on media from triclic_accounts;
